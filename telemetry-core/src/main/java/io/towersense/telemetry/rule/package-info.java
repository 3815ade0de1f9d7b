/**
 * When a reading is wrong. Start at {@link io.towersense.telemetry.rule.RuleSet}.
 */
@NullMarked
package io.towersense.telemetry.rule;

import org.jspecify.annotations.NullMarked;
