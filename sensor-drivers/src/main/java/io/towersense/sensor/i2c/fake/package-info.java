/**
 * A bus in memory with chips that are register files or command tables: for tests of drivers, and for decoding what a
 * technician has sent. Start at {@link io.towersense.sensor.i2c.fake.FakeBus}.
 */
@NullMarked
package io.towersense.sensor.i2c.fake;

import org.jspecify.annotations.NullMarked;
