package io.towersense.cloud.consumer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.towersense.cloud.log.RequestId;
import io.towersense.cloud.metric.EmbeddedMetrics;
import io.towersense.cloud.settings.InvalidEnvironmentException;
import io.towersense.cloud.time.Deadline;
import io.towersense.cloud.time.Pause;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The Lambda that consumes the stream of telemetry. Its event source mapping reports batch item failures: the answer
 * names at most one record, the first that has to come again, because everything after it comes again with it.
 *
 * <p>Made once a container. Invocations may run beside each other.
 */
public final class ConsumerFunction implements RequestHandler<KinesisEvent, StreamsEventResponse> {
    /** The part of an invocation's time that writing may take; the rest is for judging, handing over and answering. */
    private static final double FOR_WRITING = 0.75;
    /** The part after which no receipt is waited for: the answer must not miss the invocation's end for their sake. */
    private static final double FOR_RECEIPTS = 0.9;

    /** No invocation lasts longer. */
    private static final Duration UNBOUNDED = Duration.ofMinutes(15);

    private final ConsumerSettings settings;
    private final Clock clock;
    private final Consumer consumer;

    /**
     * As Lambda makes it: settings from the environment, clients of its own.
     *
     * @throws InvalidEnvironmentException if a setting is missing or wrong; the message names all of them
     */
    public ConsumerFunction() {
        this(ConsumerSettings.fromEnvironment(System.getenv()), Clock.system());
    }

    private ConsumerFunction(ConsumerSettings settings, Clock clock) {
        this(
                settings,
                ConsumerClients.ofThisLambda(settings),
                clock,
                Pause.sleeping(),
                new EmbeddedMetrics(System.out, clock));
    }

    /** With settings and clients of the caller's; nobody sees its metrics of operation. */
    public ConsumerFunction(ConsumerSettings settings, ConsumerClients clients, Clock clock) {
        this(settings, clients, clock, Pause.sleeping(), EmbeddedMetrics.unseen());
    }

    /** With a way of waiting that belongs to the clock, for tests. */
    public ConsumerFunction(
            ConsumerSettings settings, ConsumerClients clients, Clock clock, Pause pause, EmbeddedMetrics metrics) {
        this.settings = settings;
        this.clock = clock;
        this.consumer = new Consumer(settings, clients, clock, pause, metrics);
    }

    /**
     * Consumes an event.
     *
     * @param context may be null, where nobody bounds the time
     * @return which record has to come again, if one has
     * @throws IllegalArgumentException if it is no event of a Kinesis stream
     */
    @Override
    public StreamsEventResponse handleRequest(KinesisEvent event, @Nullable Context context) {
        Deadline writing = Deadline.in(settings.patience(), clock);
        Deadline receipts = Deadline.in(UNBOUNDED, clock);
        if (context != null) {
            writing = writing.atMost(part(context, FOR_WRITING));
            receipts = receipts.atMost(part(context, FOR_RECEIPTS));
        }
        try (MDC.MDCCloseable id = RequestId.logged(context)) {
            return consumer.consume(StreamRecord.of(event, clock.now()), writing, receipts);
        }
    }

    private static Duration part(Context context, double part) {
        return Duration.ofMillis((long) (context.getRemainingTimeInMillis() * part));
    }
}
