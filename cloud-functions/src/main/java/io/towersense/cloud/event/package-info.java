/**
 * What network management systems get: an event on an EventBridge bus for each change of an alarm, in the words of RFC
 * 8632 and X.733. Start at {@link io.towersense.cloud.event.EventBus}; {@code docs/events.md} and
 * {@code docs/alarm-change.schema.json} are for those who receive them.
 */
@NullMarked
package io.towersense.cloud.event;

import org.jspecify.annotations.NullMarked;
