package io.towersense.cli.quarantine;

import io.towersense.telemetry.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The claims on objects, one note each: {@code resubmitted/<key>}, and {@code resubmitted/<key>~2} and so on where
 * somebody does it again on purpose. Each note is written where none is yet, so of any number of operators one has it.
 */
final class Claims {
    private static final Pattern AGAIN = Pattern.compile("~(\\d{1,6})");

    private final QuarantineBucket bucket;
    private final String operator;
    private final Clock clock;

    Claims(QuarantineBucket bucket, String operator, Clock clock) {
        this.bucket = bucket;
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
        int attempts = attempts(key);
        return attempts == 0 ? Optional.empty() : read(key, note(key, attempts));
    }

    /**
     * Claims the object; empty where somebody else has.
     *
     * @param again whether a claim before this one does not matter
     */
    Optional<Noted> claim(String key, String to, boolean again) {
        int attempts = attempts(key);
        if (attempts > 0 && !again) {
            return Optional.empty();
        }
        Claim claim = new Claim(UUID.randomUUID().toString(), key, operator, clock.now(), to, Optional.empty());
        String note = note(key, attempts + 1);
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

    private int attempts(String key) {
        String first = note(key, 1);
        List<String> notes = bucket.noteKeys(first);
        int attempts = notes.contains(first) ? 1 : 0;
        for (String note : notes) {
            Matcher again = AGAIN.matcher(note.substring(first.length()));
            if (again.matches()) {
                attempts = Math.max(attempts, Integer.parseInt(again.group(1)));
            }
        }
        return attempts;
    }

    private static String note(String key, int attempt) {
        return QuarantineBucket.RESUBMITTED + key + (attempt == 1 ? "" : "~" + attempt);
    }
}
