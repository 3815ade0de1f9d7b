/** What a function sees of the Lambda that runs it. Start at {@link io.towersense.local.function.Invocation}. */
@NullMarked
package io.towersense.local.function;

import org.jspecify.annotations.NullMarked;
