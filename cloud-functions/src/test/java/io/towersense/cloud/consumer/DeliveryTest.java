package io.towersense.cloud.consumer;

import static io.towersense.cloud.testing.Events.reading;
import static io.towersense.cloud.testing.TestCloud.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.towersense.cloud.alert.AlertFunction;
import io.towersense.cloud.testing.Events;
import io.towersense.cloud.testing.Items;
import io.towersense.cloud.testing.TestCloud;
import io.towersense.telemetry.time.Timestamps;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Whatever fails and however often it comes again: in the end everything is where it belongs, once. */
class DeliveryTest {
    private static final int DEVICES = 3;

    @Property(tries = 25)
    void whateverFailsEverythingEndsWhereItBelongsOnce(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int records,
            @ForAll @DoubleRange(min = 0, max = 0.4) double probability,
            @ForAll @IntRange(min = 1, max = 3) int containers) {
        TestCloud cloud = new TestCloud();
        Random random = new Random(seed);
        Trouble trouble = new Trouble(seed, probability, 60);
        List<ConsumerFunction> consumers = new ArrayList<>();
        for (int i = 0; i < containers; i++) {
            consumers.add(cloud.consumer(containers == 1 ? cloud.settings() : trustingNothing(cloud.settings())));
        }
        Expectation expected = new Expectation();
        List<KinesisEventRecord> stream = stream(random, records, expected);
        trouble.haunt(cloud);

        for (int next = 0; next < stream.size(); ) {
            int size = Math.min(1 + random.nextInt(25), stream.size() - next);
            deliver(cloud, consumers, random, trouble, stream.subList(next, next + size));
            next += size;
            cloud.clock.advance(Duration.ofMillis(random.nextInt(6_000)));
        }
        trouble.end();
        // A last word of each device, all well, through each container's own eyes.
        settle(cloud, consumers, expected);

        assertThat(stored(cloud)).isEqualTo(expected.stored);
        assertThat(cloud.quarantine.keys()).hasSize(expected.invalid);
        assertThat(cloud.topic.attributes("notification_id")).doesNotHaveDuplicates();
        assertThat(notifications(cloud)).isEqualTo(expected.notifications);
    }

    /** Containers that take turns see a clear at once only if none trusts its memory that all is quiet. */
    private static ConsumerSettings trustingNothing(ConsumerSettings settings) {
        return new ConsumerSettings(
                settings.readingsTable(),
                settings.stateTable(),
                settings.quarantineBucket(),
                settings.alertFunction(),
                true,
                settings.retention(),
                settings.lateAfter(),
                Duration.ZERO,
                settings.gatewayTouchEvery(),
                settings.inFlight(),
                settings.patience(),
                settings.anomaliesByDevice(),
                settings.receipts());
    }

    /** As the event source mapping delivers: in order, from the named record on, the whole if it failed. */
    private static void deliver(
            TestCloud cloud,
            List<ConsumerFunction> consumers,
            Random random,
            Trouble trouble,
            List<KinesisEventRecord> records) {
        KinesisEvent left = Events.of(records);
        for (int tries = 0; tries < 2_000; tries++) {
            ConsumerFunction consumer = consumers.get(random.nextInt(consumers.size()));
            boolean answerIsLost = trouble.strikes();
            StreamsEventResponse answer = consumer.handleRequest(left, null);
            invokeAlertHandler(cloud);
            if (!answerIsLost && answer.getBatchItemFailures().isEmpty()) {
                return;
            }
            if (!answerIsLost) {
                left = Events.again(left, answer);
            }
        }
        throw new AssertionError("the event never ends");
    }

    /** As Lambda invokes asynchronously: tried three times, then given up. */
    private static void invokeAlertHandler(TestCloud cloud) {
        while (!cloud.invocations.isEmpty()) {
            byte[] payload = cloud.invocations.take();
            AlertFunction handler = cloud.alertHandler();
            for (int tries = 0; tries < 3; tries++) {
                try {
                    handler.handle(payload);
                    break;
                } catch (RuntimeException e) {
                    cloud.clock.advance(Duration.ofMillis(100));
                }
            }
        }
    }

    private static void settle(TestCloud cloud, List<ConsumerFunction> consumers, Expectation expected) {
        for (ConsumerFunction consumer : consumers) {
            cloud.clock.advance(Duration.ofSeconds(11));
            for (int device = 0; device < DEVICES; device++) {
                Instant time = expected.last.plusSeconds(1);
                byte[] reading = reading("tower-" + device, time, 20);
                expected.reading("tower-" + device, time, 20);
                consumer.handleRequest(Events.of(time, reading), null);
                invokeAlertHandler(cloud);
            }
            expected.last = expected.last.plusSeconds(2);
        }
    }

    private static List<KinesisEventRecord> stream(Random random, int records, Expectation expected) {
        List<KinesisEventRecord> stream = new ArrayList<>();
        Instant time = START;
        for (int i = 0; i < records; i++) {
            time = time.plusMillis(1 + random.nextInt(500));
            expected.last = time;
            String device = "tower-" + random.nextInt(DEVICES);
            byte[] payload;
            if (random.nextInt(10) == 0) {
                payload = (random.nextBoolean() ? "oops" : "{\"device_id\":\"tower-1\"}").getBytes(UTF_8);
                expected.invalid++;
            } else {
                double temperature = random.nextInt(3) == 0 ? 46 + random.nextInt(10) : 20 + random.nextInt(10);
                payload = reading(device, time, temperature);
                expected.reading(device, time, temperature);
            }
            stream.add(Events.record(i, payload, time));
        }
        return stream;
    }

    private static Map<String, BigDecimal> stored(TestCloud cloud) {
        Map<String, BigDecimal> stored = new TreeMap<>();
        cloud.tables
                .storedReadings()
                .forEach(item -> stored.put(
                        Items.text(item, "device_id") + " " + Items.text(item, "timestamp"),
                        Items.number(item, "temperature")));
        return stored;
    }

    private static Map<String, List<String>> notifications(TestCloud cloud) {
        Map<String, List<String>> notifications = new TreeMap<>();
        List<String> devices = cloud.topic.attributes("device_id");
        List<String> changes = cloud.topic.attributes("change");
        for (int i = 0; i < devices.size(); i++) {
            notifications
                    .computeIfAbsent(devices.get(i), any -> new ArrayList<>())
                    .add(changes.get(i));
        }
        return notifications;
    }

    /** What ought to be in the end. */
    private static final class Expectation {
        final Map<String, BigDecimal> stored = new TreeMap<>();
        final Map<String, Boolean> raised = new HashMap<>();
        final Map<String, List<String>> notifications = new TreeMap<>();
        int invalid;
        Instant last = START;

        void reading(String device, Instant time, double temperature) {
            stored.put(
                    device + " " + Timestamps.sortKey(time),
                    new BigDecimal(
                            BigDecimal.valueOf(temperature).stripTrailingZeros().toPlainString()));
            boolean wasRaised = raised.getOrDefault(device, false);
            boolean isRaised = temperature > 45 || (wasRaised && temperature >= 43);
            if (wasRaised != isRaised) {
                notifications.computeIfAbsent(device, any -> new ArrayList<>()).add(isRaised ? "raised" : "cleared");
            }
            raised.put(device, isRaised);
        }
    }
}
