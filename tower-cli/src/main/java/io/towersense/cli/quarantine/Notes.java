package io.towersense.cli.quarantine;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Notes of one kind on objects: {@code <folder><key>}, and {@code <folder><key>~2} and so on where it is done again. Each
 * is written where none is yet, so none is lost, and of any number of operators one has it.
 */
final class Notes {
    private static final Pattern AGAIN = Pattern.compile("~(\\d{1,6})");

    private final QuarantineBucket bucket;
    private final String folder;

    /** @param folder such as {@link QuarantineBucket#DROPPED} */
    Notes(QuarantineBucket bucket, String folder) {
        this.bucket = bucket;
        this.folder = folder;
    }

    /** How many there are on the object. */
    int count(String key) {
        String first = note(key, 1);
        List<String> notes = bucket.noteKeys(first);
        int count = notes.contains(first) ? 1 : 0;
        for (String note : notes) {
            Matcher again = AGAIN.matcher(note.substring(first.length()));
            if (again.matches()) {
                count = Math.max(count, Integer.parseInt(again.group(1)));
            }
        }
        return count;
    }

    /** The last one on the object. */
    Optional<byte[]> latest(String key) {
        int count = count(key);
        return count == 0 ? Optional.empty() : bucket.readNote(note(key, count));
    }

    /** The key of a note on the object, counted from 1. */
    String note(String key, int number) {
        return folder + key + (number == 1 ? "" : "~" + number);
    }
}
