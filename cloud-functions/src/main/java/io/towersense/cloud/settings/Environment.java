package io.towersense.cloud.settings;

import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.message.Topics;
import io.towersense.telemetry.time.Spans;
import io.towersense.telemetry.value.PrintableText;
import io.towersense.telemetry.value.Quantity;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Environment variables, read as settings. A variable that is missing or wrong does not stop the reading of the others:
 * {@link #check()} names all of them together. Not thread-safe.
 */
public final class Environment {
    private static final Pattern HTTPS_HOST = Pattern.compile("(?:https://)?([A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+)/?");

    private static final Pattern EVENT_BUS =
            Pattern.compile("(?:arn:aws[a-z-]*:events:[a-z0-9-]+:[0-9]{12}:event-bus/)?[A-Za-z0-9/._-]{1,256}");

    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();

    public Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    /** A text that has to be there; empty until {@link #check()} complains of it. */
    public String text(String name) {
        String value = variables.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            problems.add(name + " is missing");
        }
        return value;
    }

    /** A text that may be there; empty if not set. */
    public Optional<String> optional(String name) {
        return Optional.of(variables.getOrDefault(name, "").strip()).filter(value -> !value.isEmpty());
    }

    /** {@code true} or {@code false}. */
    public boolean truth(String name, boolean otherwise) {
        String value = variables.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!value.equals("true") && !value.equals("false")) {
            problems.add(name + ": '" + PrintableText.excerpt(value) + "' is not true or false");
        }
        return value.equals("true");
    }

    /** A span of time with its unit, such as {@code 500ms}, {@code 10s}, {@code 5m}, {@code 2h} or {@code 365d}. */
    public Duration span(String name, Duration otherwise) {
        String value = variables.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            return Quantity.duration(value);
        } catch (IllegalArgumentException e) {
            problems.add(name + ": " + e.getMessage());
            return otherwise;
        }
    }

    /** The same, not below {@code shortest}. */
    public Duration span(String name, Duration otherwise, Duration shortest) {
        Duration span = span(name, otherwise);
        if (span.compareTo(shortest) < 0) {
            problems.add(name + ": " + Spans.format(span) + " is less than " + Spans.format(shortest));
            return otherwise;
        }
        return span;
    }

    /** How bad an alarm is: {@code critical}, {@code major}, {@code minor} or {@code warning}. */
    public Severity severity(String name, Severity otherwise) {
        String value = variables.getOrDefault(name, "").strip();
        Optional<Severity> severity = Severity.of(value);
        if (severity.isEmpty() && !value.isEmpty()) {
            problems.add(name + ": '" + PrintableText.excerpt(value) + "' is not critical, major, minor or warning");
        }
        return severity.orElse(otherwise);
    }

    /** A whole number from {@code least} to {@code most}. */
    public int count(String name, int otherwise, int least, int most) {
        String value = variables.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            return otherwise;
        }
        if (value.matches("\\d{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        problems.add(
                name + ": '" + PrintableText.excerpt(value) + "' is not a whole number from " + least + " to " + most);
        return otherwise;
    }

    /** The HTTPS endpoint of a service, written as its host with or without {@code https://}; empty if not set. */
    public Optional<URI> endpoint(String name) {
        String value = variables.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Matcher host = HTTPS_HOST.matcher(value);
        if (host.matches()) {
            return Optional.of(URI.create("https://" + host.group(1)));
        }
        problems.add(name + ": '" + PrintableText.excerpt(value)
                + "' is no endpoint; write its host, such as abc-ats.iot.eu-central-1.amazonaws.com");
        return Optional.empty();
    }

    /** The name or ARN of an EventBridge bus; empty if not set. */
    public Optional<String> eventBus(String name) {
        String value = variables.getOrDefault(name, "").strip();
        if (!value.isEmpty() && !EVENT_BUS.matcher(value).matches()) {
            problems.add(name + ": '" + PrintableText.excerpt(value)
                    + "' is no event bus; write its name or ARN, such as towersense");
        }
        return Optional.of(value).filter(text -> !text.isEmpty());
    }

    /** The first level of the gateways' topics. */
    public String topicRoot(String name) {
        String value = variables.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            return Topics.DEFAULT_ROOT;
        }
        if (!Topics.isRoot(value)) {
            problems.add(name + ": '" + PrintableText.excerpt(value)
                    + "' is no topic root; write 1 to 64 letters, digits, _ and -");
        }
        return value;
    }

    /**
     * Ends the reading.
     *
     * @throws InvalidEnvironmentException if anything that was read is missing or wrong; the message names all of it
     */
    public void check() {
        if (!problems.isEmpty()) {
            throw new InvalidEnvironmentException("the function's environment: " + String.join("; ", problems));
        }
    }
}
