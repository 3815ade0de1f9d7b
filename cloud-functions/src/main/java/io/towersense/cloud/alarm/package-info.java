/**
 * An alarm as the cloud keeps it, item {@code ALARM#<rule>} of the table of devices. Start at
 * {@link io.towersense.cloud.alarm.AlarmRecord}.
 *
 * <p>Each of its attributes has one writer. Who owns the alarm writes the change, the revision and the intent to notify
 * ({@code pending}, {@code events_waiting}) in one conditional write on {@code version}: the consumer and the watch for
 * silence where the cloud judges, the alert handler where it takes in the word of a gateway. Only the alert handler writes
 * what has become of the intent ({@code notified_revision}, {@code told_standing}, {@code told_over}, {@code events_put}),
 * under a lease, so that two of them never tell the same thing.
 */
@NullMarked
package io.towersense.cloud.alarm;

import org.jspecify.annotations.NullMarked;
