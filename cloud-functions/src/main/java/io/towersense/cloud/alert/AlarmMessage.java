package io.towersense.cloud.alert;

import io.towersense.cloud.text.Moments;
import io.towersense.cloud.text.PlainText;
import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.time.Spans;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** An alarm's change, as people are told of it. */
final class AlarmMessage {
    private static final int LONGEST_SENTENCE = 300;

    private AlarmMessage() {}

    static Message of(Telling telling) {
        AlarmEvent event = telling.event();
        return new Message(subject(telling), text(telling), shortText(telling), attributes(event));
    }

    private static String subject(Telling telling) {
        AlarmEvent event = telling.event();
        String place = Wording.place(event.deviceId(), event.siteId());
        return PlainText.ascii(tag(event) + problem(telling) + ": " + place, Message.LONGEST_SUBJECT);
    }

    private static String text(Telling telling) {
        AlarmEvent event = telling.event();
        StringBuilder text = new StringBuilder();
        if (event.simulated()) {
            text.append("SIMULATED: no sensor stands behind this.\n");
        }
        text.append(PlainText.line(event.text(), LONGEST_SENTENCE)).append("\n\n");
        line(text, "Where", Wording.place(event.deviceId(), event.siteId()));
        line(text, "What", problem(telling));
        event.value().ifPresent(value -> line(text, "Value", Wording.value(event.metric(), value)));
        event.threshold()
                .ifPresent(limit ->
                        line(text, "Limit", event.direction().label() + " " + Wording.value(event.metric(), limit)));
        line(
                text,
                "Severity",
                event.severity().label() + ", " + event.probableCause().label());
        if (event.clearedAt().isPresent()) {
            Duration lasted =
                    Duration.between(event.raisedAt(), event.clearedAt().get());
            line(
                    text,
                    "From",
                    Moments.format(event.raisedAt()) + " to "
                            + Moments.format(event.clearedAt().get()) + ", " + Spans.format(lasted));
            line(
                    text,
                    "What to do",
                    telling.isSummary()
                            ? "nothing now; it came and went before it could be told"
                            : "nothing; it is over");
        } else {
            line(text, "Since", Moments.format(event.raisedAt()));
            line(text, "Check", Wording.whatToCheck(event));
        }
        line(text, "Notification", event.notificationId());
        return text.toString();
    }

    private static String shortText(Telling telling) {
        AlarmEvent event = telling.event();
        String value = event.value()
                .map(number -> " " + Wording.value(event.metric(), number))
                .orElse("");
        String since = event.clearedAt()
                .map(cleared -> ", over after " + Spans.format(Duration.between(event.raisedAt(), cleared)))
                .orElseGet(() -> ", since " + Moments.format(event.raisedAt()));
        return PlainText.ascii(
                tag(event) + event.deviceId() + ": " + problem(telling) + value + since, Message.LONGEST_SHORT);
    }

    private static String tag(AlarmEvent event) {
        String what = event.change() == AlarmChange.CLEARED
                ? "CLEARED"
                : event.severity().label().toUpperCase(Locale.ROOT);
        return (event.simulated() ? "[SIMULATED] " : "") + "[" + what + "] ";
    }

    private static String problem(Telling telling) {
        AlarmEvent event = telling.event();
        String problem = Wording.problem(event);
        return problem
                + (telling.isSummary() ? " for a while" : "")
                + (telling.overtaken() ? ", an earlier alarm" : "");
    }

    private static Map<String, String> attributes(AlarmEvent event) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("severity", event.severity().label());
        attributes.put("change", event.change().label());
        attributes.put("device_id", event.deviceId());
        attributes.put("notification_id", event.notificationId());
        event.siteId().ifPresent(site -> attributes.put("site", site));
        event.metric().ifPresent(metric -> attributes.put("metric", metric));
        return attributes;
    }

    private static void line(StringBuilder text, String name, String content) {
        text.append(name).append(": ").append(content).append('\n');
    }
}
