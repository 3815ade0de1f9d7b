package io.towersense.cli.quarantine;

import java.util.Optional;

/**
 * An object in a list: all about it but what it holds.
 *
 * @param count how many readings or events
 * @param resubmittedFrom the object from which it was put back before, in vain
 */
record ListedObject(
        StoredObject stored,
        HeldReason reason,
        String detail,
        Optional<String> thing,
        int count,
        Optional<String> resubmittedFrom) {

    static ListedObject of(HeldObject held) {
        return new ListedObject(
                held.stored(), held.reason(), held.detail(), held.thing(), held.count(), held.resubmittedFrom());
    }
}
