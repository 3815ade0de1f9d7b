package io.towersense.telemetry.rule;

import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.ProbableCause;
import io.towersense.telemetry.alarm.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A rule that every device is held to, whatever it measures: that its sensor works, and that something usable comes.
 *
 * @param id {@code faulty} or {@code silent}; no configured rule has such an id
 * @param direction {@code FAULTY} or {@code SILENT}: which of the two it is
 * @param onDelay how long it has to be so without a break before the alarm is raised
 * @param offDelay how long all has to be well without a break before the alarm is cleared
 */
public record StandingRule(
        String id, Direction direction, ProbableCause cause, Severity severity, Duration onDelay, Duration offDelay) {
    /** The ids that standing rules have. */
    public static final Set<String> IDS = Set.of("faulty", "silent");

    private static final int SILENT_INTERVALS = 3;
    /** However often a device is read: the gateway itself may be held up for a moment, by its disk for example. */
    private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(3);

    /**
     * The rules of a device that is read that often: {@code faulty} when a second read in a row fails, over with the third
     * good one; {@code silent} when nothing usable has come for three intervals (three seconds at the least), over with the first usable reading.
     */
    public static List<StandingRule> of(Duration interval) {
        return List.of(faulty(interval), silent(interval));
    }

    /** A sensor that fails, says nothing that can be used, or does not move. X.733: inputDeviceError. */
    public static StandingRule faulty(Duration interval) {
        Duration delay = interval.multipliedBy(3).dividedBy(2);
        return new StandingRule(
                "faulty", Direction.FAULTY, ProbableCause.INPUT_DEVICE_ERROR, Severity.MINOR, delay, delay);
    }

    /** A device of which nothing is known any more. X.733: informationMissing. */
    public static StandingRule silent(Duration interval) {
        Duration three = interval.multipliedBy(SILENT_INTERVALS);
        return new StandingRule(
                "silent",
                Direction.SILENT,
                ProbableCause.INFORMATION_MISSING,
                Severity.MAJOR,
                three.compareTo(SHORTEST_SILENCE) < 0 ? SHORTEST_SILENCE : three,
                Duration.ZERO);
    }
}
