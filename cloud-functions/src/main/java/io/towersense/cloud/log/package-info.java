/** What the lines of a function's log have in common; the rest is {@code logback-lambda.xml}. */
@NullMarked
package io.towersense.cloud.log;

import org.jspecify.annotations.NullMarked;
