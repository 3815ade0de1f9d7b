package io.towersense.cli.quarantine;

import java.util.Optional;

/** Where an object is, or what became of it. */
final class Whereabouts {
    private final QuarantineBucket bucket;
    private final Claims claims;
    private final Drops drops;

    Whereabouts(QuarantineBucket bucket, Claims claims) {
        this.bucket = bucket;
        this.claims = claims;
        this.drops = new Drops(bucket);
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
        return drops.latest(key)
                .map(Drop::describe)
                .or(() -> claims.latest(key).map(Claim::describe))
                .map(what -> "it is not there any more: " + what)
                .orElse("there is no such object; tower quarantine list shows those that there are");
    }
}
