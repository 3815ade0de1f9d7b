package io.towersense.cloud.silence;

import io.towersense.cloud.settings.Environment;
import io.towersense.cloud.settings.InvalidEnvironmentException;
import io.towersense.telemetry.alarm.Severity;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of the watch for silence.
 *
 * @param stateTable {@code STATE_TABLE}: devices, gateways and their alarms, with the index {@code watch}
 * @param alertFunction {@code ALERT_FUNCTION}: name or ARN of the alert handler
 * @param stream {@code STREAM}: the stream's name, to see whether its consumer keeps up
 * @param consumer {@code CONSUMER_FUNCTION}: the consumer's name, to see whether it is held up at one shard; empty: only
 *     the stream as a whole is asked
 * @param silentAfter {@code SILENT_AFTER}: who was not heard for so long is silent; 15 minutes. In AWS not below 10: half of
 *     it is left to a consumer that lags, and CloudWatch needs some minutes to say that it does not
 * @param severity {@code SILENT_SEVERITY}: of the alarm; major, which X.733 has for what needs urgent action while the
 *     service may go on: nobody sees the tower, and it may be well
 */
public record SilenceSettings(
        String stateTable,
        String alertFunction,
        String stream,
        Optional<String> consumer,
        Duration silentAfter,
        Severity severity) {
    private static final Duration SHORTEST = Duration.ofMinutes(10);

    /** These names, and otherwise what holds where nothing is set. */
    public static SilenceSettings of(String stateTable, String alertFunction, String stream) {
        return fromEnvironment(Map.of("STATE_TABLE", stateTable, "ALERT_FUNCTION", alertFunction, "STREAM", stream));
    }

    /**
     * The settings that these variables hold.
     *
     * @throws InvalidEnvironmentException if anything is missing or wrong; the message names all of it
     */
    public static SilenceSettings fromEnvironment(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        SilenceSettings settings = new SilenceSettings(
                environment.text("STATE_TABLE"),
                environment.text("ALERT_FUNCTION"),
                environment.text("STREAM"),
                environment.optional("CONSUMER_FUNCTION"),
                environment.span("SILENT_AFTER", Duration.ofMinutes(15), SHORTEST),
                environment.severity("SILENT_SEVERITY", Severity.MAJOR));
        environment.check();
        return settings;
    }

    /** The same with another time of silence, however short: where no CloudWatch has to say first that anybody reads. */
    public SilenceSettings after(Duration silence) {
        return new SilenceSettings(stateTable, alertFunction, stream, consumer, silence, severity);
    }

    /** How far the consumer may be behind before nobody is called silent: the other half is the gateways' own rhythm. */
    Duration mostBehind() {
        return silentAfter.dividedBy(2);
    }
}
