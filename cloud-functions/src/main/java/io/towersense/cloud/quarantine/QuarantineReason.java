package io.towersense.cloud.quarantine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why something is in quarantine. */
public enum QuarantineReason {
    /** Nobody can make out what it is. */
    UNDECODABLE,
    /** It breaks the contract of a reading or an alarm event. */
    INVALID,
    /** It speaks of a device that belongs to another thing. */
    FOREIGN_DEVICE,
    /** Its gateway lost its outbox and counts the alarm's revisions anew, so nobody can tell what is newer. */
    STALE_REVISION,
    /** It is without an envelope where only enveloped records are taken. */
    BARE_NOT_ACCEPTED,
    /** The table does not take it, and never will. */
    REFUSED_BY_TABLE;

    /** The reason of that word. */
    public static Optional<QuarantineReason> of(String label) {
        return Arrays.stream(values())
                .filter(reason -> reason.label().equals(label))
                .findFirst();
    }

    /** The word as it is stored, in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
