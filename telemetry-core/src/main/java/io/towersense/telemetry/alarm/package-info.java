/**
 * An alarm in the words of X.733 and RFC 8632. Start at {@link io.towersense.telemetry.alarm.AlarmEvent}.
 */
@NullMarked
package io.towersense.telemetry.alarm;

import org.jspecify.annotations.NullMarked;
