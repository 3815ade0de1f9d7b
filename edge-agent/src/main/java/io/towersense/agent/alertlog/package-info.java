/**
 * The log of alarms that a technician reads at the tower, and its twin for programs. Start at
 * {@link io.towersense.agent.alertlog.AlertLog}; what a line looks like is in
 * {@link io.towersense.agent.alertlog.AlertLine}.
 */
@NullMarked
package io.towersense.agent.alertlog;

import org.jspecify.annotations.NullMarked;
