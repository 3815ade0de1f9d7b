package io.towersense.cloud.alert;

import io.towersense.cloud.text.Moments;
import io.towersense.cloud.text.PlainText;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.time.Timestamps;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is wrong with a single reading, as people are told of it. */
final class AnomalyMessage {
    private AnomalyMessage() {}

    /**
     * The one message for all of it.
     *
     * @param anomalies at least one
     */
    static Message of(Reading reading, List<Anomaly> anomalies) {
        Anomaly worst =
                anomalies.stream().min(Comparator.comparing(Anomaly::severity)).orElseThrow();
        String tag = (reading.simulated() ? "[SIMULATED] " : "") + "["
                + worst.severity().label().toUpperCase(Locale.ROOT) + "] ";
        String problems = anomalies.stream().map(AnomalyMessage::problem).collect(Collectors.joining(", "));
        String place = Wording.place(reading.deviceId(), reading.siteId());
        String values = anomalies.stream().map(AnomalyMessage::value).collect(Collectors.joining(", "));
        return new Message(
                PlainText.ascii(tag + problems + ": " + place, Message.LONGEST_SUBJECT),
                text(reading, anomalies, place),
                PlainText.ascii(tag + reading.deviceId() + ": " + values, Message.LONGEST_SHORT),
                attributes(reading, worst));
    }

    private static String text(Reading reading, List<Anomaly> anomalies, String place) {
        StringBuilder text = new StringBuilder();
        if (reading.simulated()) {
            text.append("SIMULATED: no sensor stands behind this.\n");
        }
        text.append("Where: ").append(place).append('\n');
        text.append("When: ").append(Moments.format(reading.timestamp())).append("\n\n");
        for (Anomaly anomaly : anomalies) {
            Optional<String> metric = Optional.of(anomaly.field());
            text.append(problem(anomaly)).append(": ").append(value(anomaly)).append('\n');
            text.append("Check: ")
                    .append(Wording.whatToCheck(metric, anomaly.direction()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String problem(Anomaly anomaly) {
        return Wording.problem(Optional.of(anomaly.field()), anomaly.direction());
    }

    private static String value(Anomaly anomaly) {
        Optional<String> metric = Optional.of(anomaly.field());
        return Wording.value(metric, anomaly.value()) + " is "
                + anomaly.direction().label() + " " + Wording.value(metric, anomaly.threshold());
    }

    private static Map<String, String> attributes(Reading reading, Anomaly worst) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("severity", worst.severity().label());
        attributes.put("metric", worst.field());
        attributes.put("change", "observed");
        attributes.put("device_id", reading.deviceId());
        attributes.put("notification_id", reading.deviceId() + "#" + Timestamps.sortKey(reading.timestamp()));
        reading.siteId().ifPresent(site -> attributes.put("site", site));
        return attributes;
    }
}
