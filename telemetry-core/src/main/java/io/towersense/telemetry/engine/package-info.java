/**
 * The decision: a pure function from state and reading to state and changes. Start at
 * {@link io.towersense.telemetry.engine.AlarmEngine}.
 */
@NullMarked
package io.towersense.telemetry.engine;

import org.jspecify.annotations.NullMarked;
