/**
 * Measurements, side by side in one run. Start at {@link io.towersense.bench.ConsumerBench}; {@code CodecBench} and
 * {@code EngineBench} are for JMH.
 */
@NullMarked
package io.towersense.bench;

import org.jspecify.annotations.NullMarked;
