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
    /** The id of the rule that the sensor works. */
    public static final String FAULTY = "faulty";
    /** The id of the rule that something usable comes of a device. */
    public static final String SILENT = "silent";
    /** The id of the rule that a gateway is heard, to which the cloud holds it. */
    public static final String GATEWAY_SILENT = "gateway-silent";
    /** The ids that are taken. */
    public static final Set<String> IDS = Set.of(FAULTY, SILENT, GATEWAY_SILENT);

    private static final int SILENT_INTERVALS = 3;
    /** However often a device is read: the gateway itself may be held up for a moment, by its disk for example. */
    private static final Duration SHORTEST = Duration.ofSeconds(3);

    /** The rules of a device that is read that often. */
    public static List<StandingRule> of(Duration interval) {
        return List.of(faulty(interval), silent(interval));
    }

    /**
     * A sensor that fails, says nothing that can be used, or does not move, for one and a half intervals: the second read
     * in a row that failed. Over with the third good one. Three seconds at the least, both. X.733: inputDeviceError.
     */
    public static StandingRule faulty(Duration interval) {
        Duration delay = longer(oneAndAHalf(interval), SHORTEST);
        return new StandingRule(
                FAULTY, Direction.FAULTY, ProbableCause.INPUT_DEVICE_ERROR, Severity.MINOR, delay, delay);
    }

    /**
     * A device that has given nothing usable for three intervals, three seconds at the least. Over when usable readings
     * have come for half of that, with no miss between them. X.733: informationMissing.
     */
    public static StandingRule silent(Duration interval) {
        return new StandingRule(
                SILENT,
                Direction.SILENT,
                ProbableCause.INFORMATION_MISSING,
                Severity.MAJOR,
                longer(interval.multipliedBy(SILENT_INTERVALS), SHORTEST),
                longer(oneAndAHalf(interval), SHORTEST.dividedBy(2)));
    }

    private static Duration oneAndAHalf(Duration interval) {
        return interval.multipliedBy(3).dividedBy(2);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
