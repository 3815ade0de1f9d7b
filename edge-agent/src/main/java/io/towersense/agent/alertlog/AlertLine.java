package io.towersense.agent.alertlog;

import io.towersense.agent.configuration.Names;
import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.AlarmState;
import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.time.Spans;
import io.towersense.telemetry.value.PrintableText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * An entry as the one line that a person reads, in columns: when, what happened, how bad, where, the value against its
 * limit, since when or how long, and what to do.
 */
public final class AlertLine {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int NARROWEST_DEVICE = 16;
    private static final int WIDEST_DEVICE = 44;

    private final ZoneId zone;
    private final int deviceWidth;

    /**
     * Lines in a time zone.
     *
     * @param longestDevice characters of the longest device name that is to be expected
     */
    public AlertLine(ZoneId zone, int longestDevice) {
        this.zone = zone;
        this.deviceWidth = Math.min(Math.max(longestDevice, NARROWEST_DEVICE), WIDEST_DEVICE);
    }

    /** The line, without its end. */
    public String format(AlertEntry entry) {
        AlarmEvent event = entry.event();
        String line = WHEN.format(local(entry.time()))
                + (event.simulated() ? "  " + Names.SIMULATED.strip() : "")
                + "  " + padded(heading(entry), 9)
                + "  " + padded(event.severity().label().toUpperCase(Locale.ROOT), 8)
                + "  " + padded(entry.device(), deviceWidth)
                + "  " + story(entry);
        return PrintableText.onOneLine(line.stripTrailing());
    }

    private String story(AlertEntry entry) {
        AlarmEvent event = entry.event();
        if (entry.deliveredAt().isPresent()) {
            String alarm = event.direction().isOfSensor()
                    ? event.direction().label()
                    : subject(event).orElse(event.rule());
            return "the cloud has it: " + alarm + " alarm, " + words(event.change()) + " "
                    + clock(event.changedAt(), entry.time());
        }
        if (event.direction().isOfSensor()) {
            // What to do is in the reason; the device's own word is about what it watches.
            return sentence(entry) + (event.state() == AlarmState.RAISED ? "  " + duration(entry) : "");
        }
        String what = padded(measured(event), 26) + "  " + padded(limit(event), 18);
        String whatToDo = event.state() == AlarmState.RAISED
                ? entry.whatToDo().map(text -> "  >> " + text).orElse("")
                : "";
        return what + "  " + padded(duration(entry), 27) + whatToDo;
    }

    /** The event's sentence without the place that it begins with: the device stands in a column of its own. */
    private static String sentence(AlertEntry entry) {
        String whole = entry.event().text();
        String text = whole.startsWith(Names.SIMULATED) ? whole.substring(Names.SIMULATED.length()) : whole;
        int place = text.startsWith(entry.device())
                ? text.indexOf(": ", entry.device().length())
                : -1;
        return place < 0 ? text : text.substring(place + 2);
    }

    private String duration(AlertEntry entry) {
        AlarmEvent event = entry.event();
        String since = "since " + clock(event.raisedAt(), entry.time());
        String lasted = Spans.format(Duration.between(event.raisedAt(), event.changedAt()));
        return switch (event.change()) {
            case RAISED -> since;
            case CLEARED -> "after " + lasted;
            case SEVERITY_CHANGED ->
                entry.before().map(before -> "was " + before.label() + ", ").orElse("") + since;
            default -> since;
        };
    }

    private static String heading(AlertEntry entry) {
        if (entry.deliveredAt().isPresent()) {
            return "DELIVERED";
        }
        AlarmChange change = entry.event().change();
        return change == AlarmChange.SEVERITY_CHANGED ? "SEVERITY" : change.name();
    }

    private static String words(AlarmChange change) {
        return change.label().replace('_', ' ');
    }

    private static Optional<String> subject(AlarmEvent event) {
        return event.metric().map(name -> Metric.of(name).map(Metric::label).orElse(name));
    }

    private static String measured(AlarmEvent event) {
        Optional<Metric> metric = event.metric().flatMap(Metric::of);
        String name = subject(event).orElse(event.rule());
        return event.value()
                .map(value ->
                        name + " " + metric.map(known -> known.format(value)).orElseGet(value::toPlainString))
                .orElse(name);
    }

    private static String limit(AlarmEvent event) {
        Optional<Metric> metric = event.metric().flatMap(Metric::of);
        String verb = event.state() == AlarmState.CLEARED ? "was " : "is ";
        String way = event.direction() == Direction.ABOVE || event.direction() == Direction.BELOW
                ? verb + event.direction().label() + " "
                : verb + event.direction().label() + ", limit ";
        return event.threshold()
                .map(limit -> way + metric.map(known -> known.format(limit)).orElseGet(limit::toPlainString))
                .orElse(verb + event.direction().label());
    }

    /** The time of day; with its date where that is another than the line's. */
    private String clock(Instant time, Instant lineTime) {
        ZonedDateTime local = local(time);
        boolean isSameDay = local.toLocalDate().equals(local(lineTime).toLocalDate());
        return (isSameDay ? HOUR : DAY).format(local);
    }

    private ZonedDateTime local(Instant time) {
        return time.atZone(zone);
    }

    private static String padded(String text, int width) {
        int missing = width - text.codePointCount(0, text.length());
        return missing > 0 ? text + " ".repeat(missing) : text;
    }
}
