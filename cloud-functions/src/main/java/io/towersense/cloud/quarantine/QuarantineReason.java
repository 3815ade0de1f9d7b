package io.towersense.cloud.quarantine;

import java.util.Locale;

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

    /** The word as it is stored, in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
