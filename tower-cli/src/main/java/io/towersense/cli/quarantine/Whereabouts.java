package io.towersense.cli.quarantine;

import java.util.Optional;

/** Where an object is, or what became of it. */
final class Whereabouts {
    private final QuarantineBucket bucket;
    private final Claims claims;

    Whereabouts(QuarantineBucket bucket, Claims claims) {
        this.bucket = bucket;
        this.claims = claims;
    }

    /** The object; notes are none. */
    Optional<HeldObject> held(String key) {
        return QuarantineBucket.isNote(key) ? Optional.empty() : bucket.read(key);
    }

    /** What to say of an object that is not there. */
    String ofAbsent(String key) {
        if (QuarantineBucket.isNote(key)) {
            return "it is a note of what was done, and no object in quarantine";
        }
        return claims.latest(key)
                .map(claim -> "it is not there any more: " + claim.describe())
                .or(() -> bucket.readNote(QuarantineBucket.DROPPED + key)
                        .map(note ->
                                "it is not there any more: " + Drop.decode(note).describe()))
                .orElse("there is no such object; tower quarantine list shows those that there are");
    }
}
