package io.towersense.cli.quarantine;

import io.towersense.telemetry.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * The claims on objects, one note each: {@code resubmitted/<key>}, and {@code resubmitted/<key>~2} and so on where
 * somebody does it again on purpose. Each note is written where none is yet, so of any number of operators one has it.
 */
final class Claims {
    private final QuarantineBucket bucket;
    private final Notes notes;
    private final String operator;
    private final Clock clock;

    Claims(QuarantineBucket bucket, String operator, Clock clock) {
        this.bucket = bucket;
        this.notes = new Notes(bucket, QuarantineBucket.RESUBMITTED);
        this.operator = operator;
        this.clock = clock;
    }

    /**
     * A claim and the note that it stands in.
     *
     * @param note the note's key
     */
    record Noted(String note, Claim claim) {}

    /** The last claim on the object. */
    Optional<Claim> latest(String key) {
        return notes.latest(key).map(note -> Claim.decode(key, note));
    }

    /**
     * Claims the object; empty where somebody else has.
     *
     * @param again whether a claim before this one does not matter
     */
    Optional<Noted> claim(String key, String to, boolean again) {
        int attempts = notes.count(key);
        if (attempts > 0 && !again) {
            return Optional.empty();
        }
        Claim claim = new Claim(UUID.randomUUID().toString(), key, operator, clock.now(), to, Optional.empty());
        String note = notes.note(key, attempts + 1);
        // Where an answer was lost and the call repeated, it is our own claim that is in the way.
        boolean ours = bucket.writeIfAbsent(note, claim.encode())
                || read(key, note)
                        .filter(there -> there.id().equals(claim.id()))
                        .isPresent();
        return ours ? Optional.of(new Noted(note, claim)) : Optional.empty();
    }

    /** Notes that all of it was taken. */
    void done(Noted noted) {
        bucket.write(noted.note(), noted.claim().done(clock.now()).encode());
    }

    /** Takes the claim back, because nothing was taken. */
    void release(Noted noted) {
        bucket.delete(noted.note());
    }

    private Optional<Claim> read(String key, String note) {
        return bucket.readNote(note).map(bytes -> Claim.decode(key, bytes));
    }
}
