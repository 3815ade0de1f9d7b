package io.towersense.cloud.alert;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.towersense.cloud.log.RequestId;
import io.towersense.cloud.metric.EmbeddedMetrics;
import io.towersense.cloud.settings.InvalidEnvironmentException;
import io.towersense.cloud.time.Deadline;
import io.towersense.cloud.time.Pause;
import io.towersense.telemetry.codec.UndecodableException;
import io.towersense.telemetry.reading.InvalidReadingException;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The Lambda that tells people. It takes an alarm event in the envelope of the alarms rule, a list of alarm events that
 * the cloud itself has judged, or a bare reading, which is classified by itself; and answers with one JSON object:
 * {@code notified}, how many notifications it sent, and for a reading {@code anomalies}.
 *
 * <p>Invoked asynchronously: what it throws is tried again by Lambda. Made once a container; invocations may run beside
 * each other. An invocation may wait for another that is about to notify, so its time should be a minute.
 */
public final class AlertFunction implements RequestStreamHandler {
    /** An invocation's time where nobody says how long it is. */
    private static final Duration USUAL = Duration.ofMinutes(1);
    /** The part of an invocation's time that waiting may take; the rest is for publishing. */
    private static final double FOR_WAITING = 0.75;
    /** The part after which no receipt is waited for: the answer must not miss the invocation's end for its sake. */
    private static final double FOR_RECEIPTS = 0.9;

    private final AlertHandler handler;
    private final Clock clock;

    /**
     * As Lambda makes it: settings from the environment, clients of its own.
     *
     * @throws InvalidEnvironmentException if a setting is missing or wrong; the message names all of them
     */
    public AlertFunction() {
        this(AlertSettings.fromEnvironment(System.getenv()), Clock.system());
    }

    private AlertFunction(AlertSettings settings, Clock clock) {
        this(
                settings,
                AlertClients.ofThisLambda(settings),
                clock,
                Pause.sleeping(),
                new EmbeddedMetrics(System.out, clock));
    }

    /** With settings and clients of the caller's; nobody sees its metrics of operation. */
    public AlertFunction(AlertSettings settings, AlertClients clients, Clock clock) {
        this(settings, clients, clock, Pause.sleeping(), EmbeddedMetrics.unseen());
    }

    /** With a way of waiting that belongs to the clock, for tests. */
    public AlertFunction(
            AlertSettings settings, AlertClients clients, Clock clock, Pause pause, EmbeddedMetrics metrics) {
        this.clock = clock;
        this.handler = new AlertHandler(settings, clients, clock, pause, metrics);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, @Nullable Context context) throws IOException {
        Duration time = context == null ? USUAL : Duration.ofMillis(context.getRemainingTimeInMillis());
        try (MDC.MDCCloseable id = RequestId.logged(context)) {
            output.write(handle(input.readAllBytes(), time));
        }
    }

    /**
     * Handles one input.
     *
     * @return the answer's JSON
     * @throws UndecodableException if it is nothing that the function takes
     * @throws InvalidReadingException if it is a reading, and a broken one
     * @throws SdkException if a service does not answer; the input is to be given again
     */
    public byte[] handle(byte[] input) {
        return handle(input, USUAL);
    }

    private byte[] handle(byte[] input, Duration time) {
        return handler.handle(input, part(time, FOR_WAITING), part(time, FOR_RECEIPTS));
    }

    private Deadline part(Duration time, double part) {
        return Deadline.in(Duration.ofMillis((long) (time.toMillis() * part)), clock);
    }
}
