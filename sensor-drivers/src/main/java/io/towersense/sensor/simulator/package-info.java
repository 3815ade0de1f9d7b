/**
 * The driver {@code simulator}: a sensor where there is none. Start at
 * {@link io.towersense.sensor.simulator.SimulatorProvider}, whose text names the options.
 *
 * <p>The models are pure: {@link io.towersense.sensor.simulator.UniformSimulator} draws readings from ranges, and
 * {@code RealisticModel} is a function of elapsed time with a daily swing, drift, noise and scenarios. Only
 * {@code SimulatorDriver} looks at a clock.
 */
@NullMarked
package io.towersense.sensor.simulator;

import org.jspecify.annotations.NullMarked;
