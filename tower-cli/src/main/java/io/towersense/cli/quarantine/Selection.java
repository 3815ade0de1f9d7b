package io.towersense.cli.quarantine;

import java.time.Instant;
import java.util.Optional;

/**
 * Which objects an operator means.
 *
 * @param prefix with which the key begins
 * @param since not written before this
 * @param thing who sent it
 */
record Selection(String prefix, Optional<Instant> since, Optional<HeldReason> reason, Optional<String> thing) {
    /** Whether it is worth reading. */
    boolean mayMean(StoredObject object) {
        return since.filter(object.at()::isBefore).isEmpty();
    }

    boolean means(HeldObject held) {
        return reason.filter(held.reason()::equals).isPresent() == reason.isPresent()
                && thing.filter(held.thing().orElse("")::equals).isPresent() == thing.isPresent();
    }
}
