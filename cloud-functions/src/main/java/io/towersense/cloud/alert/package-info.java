/**
 * The Lambda that tells people. Start at {@link io.towersense.cloud.alert.AlertFunction}.
 *
 * <p>An alarm event comes in, is merged by its revision into what is known of the alarm, and what people have yet to hear
 * is told, and what network management systems have yet to get is put on their bus: {@link
 * io.towersense.cloud.alert.AlarmIntake}, {@link io.towersense.cloud.alert.AlarmNotifier}. What exactly is told, and what
 * is left out because it is history, is {@link io.towersense.cloud.alert.NotificationPlan}, a pure function of revisions
 * and times; to the bus nothing is history.
 */
@NullMarked
package io.towersense.cloud.alert;

import org.jspecify.annotations.NullMarked;
