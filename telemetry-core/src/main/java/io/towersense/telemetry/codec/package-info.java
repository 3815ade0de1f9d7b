/**
 * The JSON forms of all that travels or is stored. Start at {@link io.towersense.telemetry.codec.ReadingCodec}.
 */
@NullMarked
package io.towersense.telemetry.codec;

import org.jspecify.annotations.NullMarked;
