package io.towersense.cloud.testing;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.towersense.cloud.alert.AlertClients;
import io.towersense.cloud.alert.AlertFunction;
import io.towersense.cloud.alert.AlertSettings;
import io.towersense.cloud.consumer.ConsumerClients;
import io.towersense.cloud.consumer.ConsumerFunction;
import io.towersense.cloud.consumer.ConsumerSettings;
import io.towersense.cloud.time.Pause;
import io.towersense.telemetry.time.ManualClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tables, stand-ins and a clock of a test's own. */
public final class TestCloud {
    public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    public final ManualClock clock = new ManualClock(START);
    public final Tables tables = Tables.create();
    public final FaultyDynamoDb dynamoDb = new FaultyDynamoDb(tables.client());
    public final Bucket quarantine = new Bucket();
    public final Invocations invocations = new Invocations();
    public final Metrics metrics = new Metrics();
    public final OperationsLog operations = new OperationsLog();
    public final Topic topic = new Topic();
    public final Bus bus = new Bus();
    public final GatewayTopics gateways = new GatewayTopics();

    public ConsumerSettings settings() {
        return ConsumerSettings.of(tables.readings(), tables.state(), "quarantine", "alert-handler")
                .acceptingBare(true);
    }

    /** Another container's consumer. */
    public ConsumerFunction consumer() {
        return consumer(settings());
    }

    public ConsumerFunction consumer(ConsumerSettings settings) {
        return new ConsumerFunction(
                settings,
                new ConsumerClients(dynamoDb, quarantine, invocations, metrics, Optional.of(gateways)),
                clock,
                clock::advance,
                operations.metrics(clock));
    }

    /** Another container's alert handler. */
    public AlertFunction alertHandler() {
        return alertHandler(clock::advance);
    }

    /** Another container's alert handler, which waits in its own way. */
    public AlertFunction alertHandler(Pause pause) {
        return alertHandler(alertSettings().puttingEventsOn("towersense"), pause);
    }

    /** Another container's alert handler, for which no bus is set. */
    public AlertFunction alertHandlerWithoutBus() {
        return alertHandler(alertSettings(), clock::advance);
    }

    private AlertFunction alertHandler(AlertSettings settings, Pause pause) {
        return new AlertFunction(
                settings,
                new AlertClients(dynamoDb, topic, quarantine, Optional.of(gateways), Optional.of(bus)),
                clock,
                pause,
                operations.metrics(clock));
    }

    private AlertSettings alertSettings() {
        return AlertSettings.of(tables.state(), "arn:aws:sns:eu-central-1:000000000000:alerts", "quarantine");
    }

    /** Delivers the event, and again from the record that is named, until none is; answers how often. */
    public int deliver(ConsumerFunction consumer, KinesisEvent event) {
        KinesisEvent left = event;
        for (int deliveries = 1; ; deliveries++) {
            StreamsEventResponse answer = consumer.handleRequest(left, null);
            if (answer.getBatchItemFailures().isEmpty()) {
                return deliveries;
            }
            if (deliveries == 1000) {
                throw new AssertionError("the event never ends: " + answer);
            }
            left = Events.again(left, answer);
        }
    }

    /** A bare reading's event. */
    public KinesisEvent bare(byte[]... readings) {
        return Events.of(clock.now(), List.of(readings));
    }
}
