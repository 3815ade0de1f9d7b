package io.towersense.agent.greengrass;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When the agent has exited, as far as it counts. A nucleus makes a component BROKEN with the third error where each came
 * within an hour of the one before: an hour without one is what it takes to forget them, not an hour since the first.
 */
record ExitHistory(List<Exit> exits) {
    static final ExitHistory EMPTY = new ExitHistory(List.of());

    private static final int MOST = 2;

    /** The nucleus' hour, and some for the time that it takes to notice an exit. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(65);

    /**
     * One exit.
     *
     * @param bootId the machine's boot; the nucleus' memory ends with it
     * @param sinceBoot on the boot clock
     * @param at on the wall clock, which is the nucleus' own
     */
    record Exit(String bootId, Duration sinceBoot, Instant at) {
        /** Whether the nucleus has forgotten it, if nothing came between; by both clocks, for one may have been set. */
        private boolean isForgottenAt(Exit later) {
            return !bootId.equals(later.bootId)
                    || (later.sinceBoot.minus(sinceBoot).compareTo(FORGOTTEN_AFTER) >= 0
                            && Duration.between(at, later.at).compareTo(FORGOTTEN_AFTER) >= 0);
        }

        private String format() {
            return bootId + " " + sinceBoot + " " + at;
        }

        private static Optional<Exit> parse(String line) {
            String[] parts = line.split(" ", -1);
            try {
                return parts.length == 3
                        ? Optional.of(new Exit(parts[0], Duration.parse(parts[1]), Instant.parse(parts[2])))
                        : Optional.empty();
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }

    /** What was written; lines that are none are left out. */
    static ExitHistory parse(Stream<String> lines) {
        return new ExitHistory(lines.flatMap(line -> Exit.parse(line).stream()).toList());
    }

    Stream<String> format() {
        return exits.stream().map(Exit::format);
    }

    /** Whether one more then leaves the component whole. */
    boolean allows(Exit next) {
        return remembered(next).size() < MOST;
    }

    /** The same with one more, without those that count no longer. */
    ExitHistory with(Exit next) {
        return new ExitHistory(
                Stream.concat(remembered(next).stream(), Stream.of(next)).toList());
    }

    private List<Exit> remembered(Exit next) {
        return exits.isEmpty() || exits.get(exits.size() - 1).isForgottenAt(next) ? List.of() : exits;
    }
}
