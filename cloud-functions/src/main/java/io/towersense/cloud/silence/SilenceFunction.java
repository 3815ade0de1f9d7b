package io.towersense.cloud.silence;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.towersense.cloud.alarm.AlarmStore;
import io.towersense.cloud.handover.AlertInvoker;
import io.towersense.cloud.log.RequestId;
import io.towersense.cloud.metric.EmbeddedMetrics;
import io.towersense.cloud.settings.InvalidEnvironmentException;
import io.towersense.cloud.time.Deadline;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The Lambda that watches for silence, once a minute: it raises an alarm for each gateway and each bare device of which
 * nothing came, and clears it when something comes again.
 *
 * <p>Made once a container. Invocations may run beside each other, and may be given up and repeated at any moment: people
 * are told once.
 */
public final class SilenceFunction implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    /** An invocation's time where nobody says how long it is. */
    private static final Duration USUAL = Duration.ofMinutes(1);
    /** The part of an invocation's time in which somebody else is begun with; the rest is for ending what was begun. */
    private static final double FOR_BEGINNING = 0.75;

    private final SilenceSettings settings;
    private final Clock clock;
    private final WatchTable watched;
    private final SilenceAlarms alarms;
    private final AlertInvoker invoker;
    private final StreamProgress progress;
    private final EmbeddedMetrics metrics;

    /**
     * As Lambda makes it: settings from the environment, clients of its own.
     *
     * @throws InvalidEnvironmentException if a setting is missing or wrong; the message names all of them
     */
    public SilenceFunction() {
        this(SilenceSettings.fromEnvironment(System.getenv()), Clock.system());
    }

    private SilenceFunction(SilenceSettings settings, Clock clock) {
        this(settings, SilenceClients.ofThisLambda(settings, clock), clock);
    }

    /** With settings and clients of the caller's. */
    public SilenceFunction(SilenceSettings settings, SilenceClients clients, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.progress = clients.progress();
        this.metrics = clients.metrics();
        watched = new WatchTable(clients.dynamoDb(), settings.stateTable());
        alarms = new SilenceAlarms(
                watched, new AlarmStore(clients.dynamoDb(), settings.stateTable()), settings.severity());
        invoker = new AlertInvoker(clients.lambda(), settings.alertFunction());
    }

    /**
     * Looks at everybody once.
     *
     * @param event whatever the schedule sends; nothing of it is used
     * @param context may be null, where nobody bounds the time
     * @return how many alarms were {@code raised} and {@code cleared}, and whether it is {@code undecided} who is silent
     * @throws SdkException if the table or Lambda does not answer; whoever was not settled is in the next round
     */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, @Nullable Context context) {
        try (MDC.MDCCloseable id = RequestId.logged(context)) {
            return look(context);
        }
    }

    private Map<String, Object> look(@Nullable Context context) {
        Duration time = context == null ? USUAL : Duration.ofMillis(context.getRemainingTimeInMillis());
        Deadline deadline = Deadline.in(Duration.ofMillis((long) (time.toMillis() * FOR_BEGINNING)), clock);
        Round round = new Round(watched, alarms, invoker, clock.now(), settings.silentAfter(), deadline);
        Decision decision = new Decision(settings, progress, clock);
        round.clear();
        round.raise(decision::isDecidable);
        SilentCount silent = SilentCount.of(watched);
        silent.warnOfMany(round.raised(), watched);
        silent.publish(metrics, decision.isUndecided());
        round.check();
        return Map.of("raised", round.raised(), "cleared", round.cleared(), "undecided", decision.isUndecided());
    }
}
