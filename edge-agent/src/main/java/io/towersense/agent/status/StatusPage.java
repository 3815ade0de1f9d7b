package io.towersense.agent.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.towersense.agent.status.StoredStatus.StandingAlarm;
import io.towersense.agent.uplink.ReceiptStatus;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.time.Spans;
import io.towersense.telemetry.time.Timestamps;
import io.towersense.telemetry.value.PrintableText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A status as a tired technician reads it: what is wrong first, what to do about it, then everything else, short. */
public final class StatusPage {
    private static final int MOST_NAMED = 3;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final StoredStatus status;
    private final JsonNode json;
    private final Instant now;
    private final ZoneId zone;

    /** The page of a status at that moment. */
    public StatusPage(StoredStatus status, Instant now, ZoneId zone) {
        this.status = status;
        this.json = status.json();
        this.now = now;
        this.zone = zone;
    }

    /** What is wrong, worst first, each with what to do; empty where all is well. */
    public List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        addAgent(wrong);
        status.alarms().forEach(alarm -> addAlarm(wrong, alarm));
        devices()
                .filter(device -> device.has("fault") && !isToldByAnAlarm(device))
                .forEach(device -> wrong.add("FAULT     " + device.path("name").asText() + since(device, "fault_since")
                        + ": " + device.path("fault").asText()));
        addUplink(wrong);
        addStorage(wrong);
        return wrong.stream().map(PrintableText::onOneLine).toList();
    }

    /** The page, line by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<String> wrong = wrong();
        String where = text(json, "site").or(() -> text(json, "name")).orElse("this tower");
        lines.add(where + " (" + json.path("thing").asText() + "): "
                + (wrong.isEmpty()
                        ? "all is well"
                        : wrong.get(0).startsWith("AGENT") ? "not watched" : "needs a look"));
        simulated().ifPresent(lines::add);
        if (!wrong.isEmpty()) {
            lines.add("");
            wrong.forEach(lines::add);
        }
        lines.add("");
        addDevices(lines);
        lines.add("");
        JsonNode outbox = json.path("outbox");
        lines.add("Cloud    " + json.path("uplink").path("state").asText() + since(json.path("uplink"), "since") + ", "
                + json.path("uplink").path("endpoint").asText());
        lines.add("Outbox   " + counted(outbox.path("pending").asLong(), "reading") + " and "
                + counted(outbox.path("alarms").asLong(), "alarm change") + " wait, "
                + outbox.path("delivered").asLong() + " delivered, "
                + outbox.path("dropped").asLong() + " dropped"
                + confirmed());
        lines.add("Agent    " + json.path("version").asText() + ", up for "
                + Spans.format(Duration.ofSeconds(json.path("uptime_s").asLong())) + ", as of "
                + Spans.format(nonNegative(status.age())) + " ago");
        return lines.stream().map(PrintableText::onOneLine).toList();
    }

    private String confirmed() {
        JsonNode receipts = json.path("receipts");
        long awaited = receipts.path("awaited").asLong();
        return awaited == 0 ? "" : ", " + counted(awaited, "message") + " sent and not confirmed yet";
    }

    /** In capitals, so that nobody takes what is made up for what is. */
    private Optional<String> simulated() {
        List<String> names = devices()
                .filter(device -> device.path("simulated").asBoolean())
                .map(device -> device.path("name").asText())
                .toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String which = names.size() == devices().count()
                ? "ANY DEVICE"
                : names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                        + (names.size() > MOST_NAMED ? " AND " + (names.size() - MOST_NAMED) + " MORE" : "");
        return Optional.of("SIMULATED: NO SENSOR STANDS BEHIND " + which + ", THE VALUES ARE MADE UP");
    }

    private void addAgent(List<String> wrong) {
        if (status.wasStopped()) {
            wrong.add("AGENT     was stopped" + at("written_at") + "; nothing is watched: start it");
        } else if (!status.isAlive()) {
            wrong.add("AGENT     does not run, last heard of" + at("written_at")
                    + "; nothing is watched: start it, and look into its log");
        } else if (status.isStale()) {
            wrong.add("AGENT     has not reported" + since(json, "written_at")
                    + "; what follows is old: look into its log, check that the disk is not full");
        }
    }

    private void addAlarm(List<String> wrong, StandingAlarm alarm) {
        AlarmEvent event = alarm.event();
        wrong.add("ALARM     " + event.severity().label() + ": " + event.text() + "; since " + clock(event.raisedAt())
                + " ("
                + Spans.format(nonNegative(Duration.between(event.raisedAt(), now))) + ")");
        // Of a faulty sensor the reason says what to do; the device's own word is about what it watches.
        alarm.whatToDo()
                .filter(text -> !event.direction().isOfSensor())
                .ifPresent(text -> wrong.add("          >> " + text));
    }

    private boolean isToldByAnAlarm(JsonNode device) {
        return status.alarms().stream()
                .map(StandingAlarm::event)
                .anyMatch(event -> event.deviceId().equals(device.path("id").asText())
                        && withoutNumbers(event.text())
                                .contains(withoutNumbers(device.path("fault").asText())));
    }

    /** A fault's numbers may change while it stays the same. */
    private static String withoutNumbers(String text) {
        return text.replaceAll("[0-9]+", "0");
    }

    private void addUplink(List<String> wrong) {
        JsonNode uplink = json.path("uplink");
        String state = uplink.path("state").asText();
        if (state.equals("disconnected") || state.equals("held")) {
            String what = state.equals("held") ? "takes nothing" : "not reached";
            wrong.add("CLOUD     " + what + since(uplink, "since") + ": "
                    + uplink.path("reason").asText() + "; readings are kept and go when it is back");
            return;
        }
        JsonNode receipts = json.path("receipts");
        text(receipts, "silent_since")
                .flatMap(StatusPage::instant)
                .filter(since -> Duration.between(since, now).compareTo(ReceiptStatus.LONGEST_SILENCE) >= 0)
                .ifPresent(since -> wrong.add("CLOUD     has confirmed nothing" + since(receipts, "silent_since")
                        + ", " + counted(receipts.path("awaited").asLong(), "message")
                        + " sent; what is not confirmed is kept and goes again"));
    }

    private void addStorage(List<String> wrong) {
        JsonNode outbox = json.path("outbox");
        text(outbox, "last_error").ifPresent(error -> wrong.add("STORAGE   " + error));
        text(json, "alert_log_error").ifPresent(error -> wrong.add("STORAGE   " + error));
        text(outbox, "damaged_file")
                .ifPresent(file ->
                        wrong.add("STORAGE   a damaged outbox was set aside: " + file + "; keep it for support"));
        if (outbox.path("set_aside_count").asLong() > 0) {
            wrong.add("CLOUD     " + counted(outbox.path("set_aside_count").asLong(), "message")
                    + " refused or not confirmed too often and set aside: "
                    + text(outbox.path("set_aside").path(0), "reason").orElse(""));
        }
        if (outbox.path("dropped").asLong() > 0 || outbox.path("dropped_alarms").asLong() > 0) {
            wrong.add("STORAGE   " + counted(outbox.path("dropped").asLong(), "reading") + " and "
                    + counted(outbox.path("dropped_alarms").asLong(), "alarm change")
                    + " had no room and are lost; the outbox needs more space or the cloud a better line");
        }
    }

    private void addDevices(List<String> lines) {
        int width = devices()
                .mapToInt(device -> device.path("name").asText().length())
                .max()
                .orElse(0);
        devices().forEach(device -> {
            String name = device.path("name").asText();
            String padded = name + " ".repeat(Math.max(0, width - name.length()));
            String age = device.has("age_s")
                    ? Spans.format(Duration.ofSeconds(device.path("age_s").asLong())
                                    .plus(nonNegative(status.age()))) + " ago"
                    : "no reading yet";
            String end = device.path("exhausted").asBoolean() ? "  (nothing more to come)" : "";
            String simulated = device.path("simulated").asBoolean() ? "  [SIMULATED]" : "";
            lines.add("  " + padded + "  " + values(device) + age + end + simulated);
        });
    }

    private static String values(JsonNode device) {
        JsonNode reading = device.path("last_reading");
        return Arrays.stream(Metric.values())
                .filter(metric -> reading.has(metric.key()))
                .map(metric -> metric.label() + " "
                        + metric.format(reading.path(metric.key()).decimalValue())
                        + doubt(reading.path("quality").path(metric.key())) + "  ")
                .collect(Collectors.joining());
    }

    private static String doubt(JsonNode flags) {
        return flags.isEmpty()
                ? ""
                : StreamSupport.stream(flags.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private Stream<JsonNode> devices() {
        return StreamSupport.stream(json.path("devices").spliterator(), false);
    }

    private String since(JsonNode node, String field) {
        return text(node, field)
                .flatMap(StatusPage::instant)
                .map(instant -> " since " + clock(instant))
                .orElse("");
    }

    private String at(String field) {
        return text(json, field)
                .flatMap(StatusPage::instant)
                .map(instant -> " at " + clock(instant))
                .orElse("");
    }

    private String clock(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        boolean isToday = local.toLocalDate().equals(now.atZone(zone).toLocalDate());
        return (isToday ? HOUR : DAY).format(local);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Timestamps.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration nonNegative(Duration span) {
        return span.isNegative() ? Duration.ZERO : span;
    }

    private static String counted(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.get(field)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }
}
