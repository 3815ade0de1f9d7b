/**
 * Reading the sensors, each on a schedule and a thread of its own. Start at
 * {@link io.towersense.agent.sampling.Sampler}.
 */
@NullMarked
package io.towersense.agent.sampling;

import org.jspecify.annotations.NullMarked;
