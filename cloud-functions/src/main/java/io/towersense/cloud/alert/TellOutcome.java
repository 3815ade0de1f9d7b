package io.towersense.cloud.alert;

import io.towersense.cloud.event.EventsNotPutException;
import java.util.Optional;

/**
 * What came of telling.
 *
 * @param notified how many notifications were sent
 * @param trouble present where events are still owed to the bus; people were told all the same
 */
record TellOutcome(int notified, Optional<EventsNotPutException> trouble) {
    static final TellOutcome NOTHING = new TellOutcome(0, Optional.empty());
}
