package io.towersense.cli.quarantine;

import io.towersense.cloud.quarantine.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * An object in quarantine, understood.
 *
 * @param stored where it is
 * @param detail one sentence for a person
 * @param thing who sent it, as far as known
 * @param count how many readings or events are kept in it; a message that nobody can read counts as one
 * @param messages what it holds, in order; empty where it cannot be put back
 * @param refused which readings of its message; empty where the whole of it is meant
 * @param resubmittedFrom the object from which it was put back before, in vain
 */
record HeldObject(
        StoredObject stored,
        HeldReason reason,
        String detail,
        Optional<String> thing,
        int count,
        List<HeldMessage> messages,
        List<Rejection> refused,
        Optional<String> resubmittedFrom) {

    HeldObject {
        messages = List.copyOf(messages);
        refused = List.copyOf(refused);
    }

    /** One of which nothing but the reason is known. */
    static HeldObject unknown(StoredObject stored, String detail) {
        return new HeldObject(
                stored, HeldReason.UNKNOWN, detail, Optional.empty(), 1, List.of(), List.of(), Optional.empty());
    }

    String key() {
        return stored.key();
    }

    /** Whether something of it has no envelope that could say where it comes from. */
    boolean isBare() {
        return messages.stream().anyMatch(HeldMessage.Bare.class::isInstance);
    }

    /** Whether nothing of it is on its way back for the first time. */
    boolean isWhollyInVain() {
        return messages.stream()
                .allMatch(message -> message instanceof HeldMessage.FromGateway gateway
                        && gateway.envelope().resubmittedFrom().isPresent());
    }
}
