package io.towersense.bench;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.towersense.cloud.consumer.ConsumerClients;
import io.towersense.cloud.consumer.ConsumerFunction;
import io.towersense.cloud.consumer.ConsumerSettings;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The consumer as it is shipped, given event after event as Lambda does. Its readings are healthy, so that it has no
 * reason to call anything but the tables; the other clients throw if it does.
 */
final class TowerSenseConsumer implements Contender {
    private static final String TABLE = "consumer";
    private static final String STATE = "consumer-state";
    private static final int WARM_UP_READINGS = 20_000;
    private static final int WARM_UP_ROUNDS = 10;

    private final Shape shape;
    private final DynamoDbClient client;
    private final ConsumerFunction consumer;
    private final Readings source = new Readings();

    /** Over a database, whose table of devices it makes; the JVM has seen its code before, as in a warm container. */
    static TowerSenseConsumer over(Database database, Shape shape) throws IOException {
        try (TowerSenseConsumer unmeasured = new TowerSenseConsumer(shape, new InstantDynamoDb())) {
            for (int i = 0; i < WARM_UP_ROUNDS; i++) {
                unmeasured.store(WARM_UP_READINGS);
            }
        }
        database.emptyState(STATE);
        return new TowerSenseConsumer(shape, database.client(settings(shape).inFlight()));
    }

    TowerSenseConsumer(Shape shape, DynamoDbClient client) {
        this.shape = shape;
        this.client = client;
        ConsumerClients clients =
                new ConsumerClients(client, new NoS3(), new NoLambda(), new NoCloudWatch(), Optional.empty());
        this.consumer = new ConsumerFunction(settings(shape), clients, Clock.system());
    }

    private static ConsumerSettings settings(Shape shape) {
        return ConsumerSettings.of(TABLE, STATE, "quarantine", "alert-handler").acceptingBare(shape == Shape.BARE);
    }

    /** Write groups that are under way at one time: as many as the settings allow, if an event has as many. */
    static int inFlight(Shape shape) {
        return Math.min(settings(shape).inFlight(), (shape.event() + 24) / 25);
    }

    @Override
    public String name() {
        return "consumer";
    }

    @Override
    public String table() {
        return TABLE;
    }

    @Override
    public int unit() {
        return shape.event();
    }

    /** While others had their turn it forgot that it had just noted every device as seen. */
    @Override
    public void prepare() throws IOException {
        handleAll(shape.events(source.take(shape.event())));
    }

    @Override
    public Sample store(int readings) throws IOException {
        List<KinesisEvent> events = shape.events(source.take(readings));
        return Stopwatch.measure(readings, () -> handleAll(events));
    }

    private void handleAll(List<KinesisEvent> events) throws IOException {
        for (KinesisEvent event : events) {
            if (!handle(event).getBatchItemFailures().isEmpty()) {
                throw new IOException("the consumer failed: nothing was measured");
            }
        }
    }

    /** Consumes one event. */
    StreamsEventResponse handle(KinesisEvent event) {
        return consumer.handleRequest(event, null);
    }

    @Override
    public void close() {
        client.close();
    }

    private static final class NoS3 implements S3Client {
        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private static final class NoLambda implements LambdaClient {
        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private static final class NoCloudWatch implements CloudWatchClient {
        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
