package io.towersense.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequiresConditionTest {

    @Test
    void aTestThatNeedsNothingRuns() {
        assertThat(RequiresCondition.evaluate(List.of(), Set.of(), part -> false)
                        .isDisabled())
                .isFalse();
    }

    @Test
    void aTestWhosePartIsAbsentIsSkippedAndSaysWhy() {
        var result = RequiresCondition.evaluate(List.of(Part.JDK25), Set.of("shared"), part -> false);
        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason())
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains(Part.JDK25.key()).contains(Part.JDK25.description()));
    }

    @Test
    void anAbsentPartThatIsRequiredFails() {
        assertThatThrownBy(() -> RequiresCondition.evaluate(List.of(Part.JDK25), Set.of("jdk25"), part -> false))
                .hasMessageContaining("REQUIRE")
                .hasMessageContaining(Part.JDK25.description());
    }

    @Test
    void theVariableIsAListWithCommas() {
        assertThat(RequiresCondition.required("shared, jdk25")).containsExactlyInAnyOrder("shared", "jdk25");
        assertThat(RequiresCondition.required(null)).isEmpty();
    }
}
