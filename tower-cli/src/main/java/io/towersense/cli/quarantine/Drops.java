package io.towersense.cli.quarantine;

import java.util.Optional;

/** What is known of objects that were dropped: a note for each time, {@code dropped/<key>}. */
final class Drops {
    private final QuarantineBucket bucket;
    private final Notes notes;

    Drops(QuarantineBucket bucket) {
        this.bucket = bucket;
        this.notes = new Notes(bucket, QuarantineBucket.DROPPED);
    }

    /** The last time that the object was dropped. */
    Optional<Drop> latest(String key) {
        return notes.latest(key).map(Drop::decode);
    }

    /** Notes it beside whatever was noted before. */
    void note(Drop drop) {
        int number = notes.count(drop.key()) + 1;
        while (!bucket.writeIfAbsent(notes.note(drop.key(), number), drop.encode())) {
            number++;
        }
    }
}
