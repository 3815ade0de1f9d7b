/** A function's settings as its environment holds them. Start at {@link io.towersense.cloud.settings.Environment}. */
@NullMarked
package io.towersense.cloud.settings;

import org.jspecify.annotations.NullMarked;
