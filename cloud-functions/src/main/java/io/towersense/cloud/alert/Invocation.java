package io.towersense.cloud.alert;

import io.towersense.cloud.event.EventBus;
import io.towersense.cloud.time.Deadline;

/**
 * What one invocation of the function goes by.
 *
 * @param waiting by when others must be done with an alarm
 * @param bus the event bus, as this invocation finds it
 */
record Invocation(Deadline waiting, EventBus bus) {}
