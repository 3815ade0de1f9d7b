package io.towersense.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that needs a part which a machine may lack. Without the part the test is skipped and says why; where the
 * environment variable {@code REQUIRE} (comma separated, such as {@code shared,jdk25}) names the part, it fails instead.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(RequiresCondition.class)
public @interface Requires {
    /** The parts, all of them needed. */
    Part[] value();
}
