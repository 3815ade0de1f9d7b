package io.towersense.local;

import io.towersense.cloud.alert.AlertFunction;
import io.towersense.cloud.consumer.ConsumerFunction;
import io.towersense.cloud.silence.SilenceFunction;
import io.towersense.cloud.table.TableDefinitions;
import io.towersense.local.aws.EventLog;
import io.towersense.local.aws.LambdaFunction;
import io.towersense.local.aws.LocalCloudWatch;
import io.towersense.local.aws.LocalEventBridge;
import io.towersense.local.aws.LocalIotDataPlane;
import io.towersense.local.aws.LocalLambda;
import io.towersense.local.aws.NotificationLog;
import io.towersense.local.broker.Broker;
import io.towersense.local.broker.BrokerOptions;
import io.towersense.local.broker.BrokerProcess;
import io.towersense.local.broker.MqttBroker;
import io.towersense.local.broker.TopicPublisher;
import io.towersense.local.deployment.Deployment;
import io.towersense.local.deployment.TerraformModule;
import io.towersense.local.function.Schedule;
import io.towersense.local.rule.RuleAction;
import io.towersense.local.rule.RunningRule;
import io.towersense.local.rule.TopicRule;
import io.towersense.local.stream.EventSourceMapping;
import io.towersense.local.table.StoreWatch;
import io.towersense.local.table.StoredReading;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * A running cloud on this machine: the way of a reading from the broker to the table and to a notification, through the
 * real functions. Everything listens on 127.0.0.1 only and is gone after {@link #close()}.
 */
public final class LocalCloud implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(LocalCloud.class);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
    private static final int ALERT_CONCURRENCY = 4;

    private final LocalCloudOptions options;
    private final Clock clock;
    private final Closing closing = new Closing();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong streamed = new AtomicLong();
    private final LocalCloudWatch metrics = new LocalCloudWatch();
    private final EventLog events;
    private final StoreWatch store;
    private final Services services;
    private final MqttBroker broker;
    private final TopicPublisher publisher;
    private final DynamoDbClient dynamoDb;
    private final LocalLambda lambda;
    private final EventSourceMapping mapping;
    private final Inbox inbox;
    private final RunningRule telemetry;
    private final RunningRule alarms;

    private LocalCloud(LocalCloudOptions options, Deployment deployment, Clock clock) throws IOException {
        this.options = options;
        this.clock = clock;
        this.events = new EventLog(options.folder());
        this.store = new StoreWatch(TableDefinitions.READINGS, clock);
        CompletableFuture<Services> starting = CompletableFuture.supplyAsync(() -> startServices(options, clock));
        try {
            closing.add(() -> closeWhenStarted(starting));
            this.broker = closing.add(startBroker(options, deployment.telemetry(), deployment.alarms()));
            this.publisher = closing.add(new TopicPublisher(broker.subscriptions()));
            this.services = join(starting);
            this.dynamoDb = closing.add(services.dynamoDb());
            Tables.create(dynamoDb);
            LocalIotDataPlane iotData = new LocalIotDataPlane(
                    (topic, payload) -> options.onReceipt().accept(new PendingReceipt(publisher, topic, payload)));
            SetAside setAside = new SetAside(services.s3(), Services.QUARANTINE, clock);
            this.lambda = closing.add(new LocalLambda(ALERT_CONCURRENCY, RETRY_PAUSE, setAside::invocation, clock));
            LocalEventBridge eventBridge = new LocalEventBridge(events, Set.of(Services.BUS), clock);
            AlertFunction alertHandler =
                    Functions.alertHandler(services, dynamoDb, iotData, eventBridge, options, clock);
            lambda.register(Functions.ALERT_HANDLER, LambdaFunction.of(alertHandler));
            ConsumerFunction consumer = Functions.consumer(
                    services,
                    closing.add(services.dynamoDb(store, options.serviceTime())),
                    lambda,
                    metrics,
                    iotData,
                    options,
                    clock);
            this.mapping = closing.add(EventSourceMapping.start(
                    services.source(), deployment.mapping(), consumer, setAside::batch, clock));
            this.inbox = Inbox.of(options.folder(), clock);
            closing.add(InboxReader.start(inbox, this::put, this::invokeAlertHandler));
            this.alarms = closing.add(RunningRule.start(
                    deployment.alarms(),
                    broker.subscriptions(),
                    new RuleAction(
                            "LambdaAction", Functions.ALERT_HANDLER, (thing, envelope) -> invokeAlertHandler(envelope)),
                    setAside::message,
                    clock));
            this.telemetry = closing.add(RunningRule.start(
                    deployment.telemetry(),
                    broker.subscriptions(),
                    new RuleAction("KinesisAction", Services.STREAM, this::put),
                    setAside::message,
                    clock));
            SilenceFunction silence = Functions.silence(dynamoDb, lambda, mapping::behind, options, clock);
            closing.add(Schedule.start(
                    Functions.SILENCE,
                    Functions.silenceInterval(options),
                    context -> silence.handleRequest(Map.of(), context),
                    clock));
        } catch (IOException | RuntimeException failed) {
            closing.close();
            throw failed;
        }
    }

    /**
     * Starts a local cloud and waits until a gateway may connect.
     *
     * @throws IOException one line: a port in use, an unreadable file, a folder that cannot be written, an emulator that
     *     does not answer
     */
    public static LocalCloud start(LocalCloudOptions options) throws IOException {
        return start(options, Clock.system());
    }

    /** {@link #start(LocalCloudOptions)} by another clock. */
    public static LocalCloud start(LocalCloudOptions options, Clock clock) throws IOException {
        return start(options, TerraformModule.ofThisBuild(), clock);
    }

    /** A local cloud of another module than this build's, with that module's rules and mapping. */
    public static LocalCloud start(LocalCloudOptions options, TerraformModule module, Clock clock) throws IOException {
        requireFolder(options.folder());
        Deployment deployment = Deployment.of(module.with("topic_root", options.topicRoot()), Functions.CONSUMER);
        return new LocalCloud(options, deployment, clock);
    }

    /** Where gateways connect: {@code mqtt://127.0.0.1:PORT}, or {@code mqtts://...}. */
    public URI mqttEndpoint() {
        return broker.endpoint();
    }

    /** The broker's process, where it is one of its own. */
    public Optional<BrokerProcess> brokerProcess() {
        return broker instanceof BrokerProcess process ? Optional.of(process) : Optional.empty();
    }

    /** A client of the tables. It is this cloud's to close. */
    public DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    /** Where the tables are: DynamoDB Local, or the emulator. */
    public URI dynamoDbEndpoint() {
        return services.dynamoDbEndpoint();
    }

    /** What the alert topic was given. */
    public NotificationLog notifications() {
        return services.notifications();
    }

    /** What the event bus was given. */
    public EventLog events() {
        return events;
    }

    /** What could not be stored. */
    public Quarantine quarantine() {
        return services.quarantine();
    }

    /** The sums of metrics. */
    public LocalCloudWatch metrics() {
        return metrics;
    }

    /** Tells a listener of each reading that the table confirmed to the consumer, in the consumer's thread. */
    public void onStored(Consumer<StoredReading> listener) {
        store.listen(listener);
    }

    /** Puts a record into the stream past the broker, as a producer of bare readings does; waits while it is full. */
    public void putRecord(String partitionKey, byte[] data) throws InterruptedException {
        while (true) {
            try {
                put(partitionKey, data);
                return;
            } catch (RuleAction.BusyException full) {
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            }
        }
    }

    /** How far things have come. */
    public StageCounts counts() {
        return new StageCounts(
                telemetry.acted(),
                alarms.acted(),
                telemetry.failed() + alarms.failed(),
                streamed.get(),
                mapping.delivered(),
                mapping.discarded(),
                store.stored(),
                services.notifications().count(),
                publisher.published());
    }

    /**
     * Waits until nothing is under way: what the broker had acknowledged is in the table, in quarantine, or notified.
     *
     * @param most how long
     * @return whether nothing is
     */
    public boolean awaitIdle(Duration most) throws InterruptedException {
        Duration end = clock.monotonic().plus(most);
        // An emulator is asked for records now and then: only then it shows that there are more.
        Duration quiet = options.awsEndpoint().isPresent() ? Duration.ofSeconds(1) : Duration.ZERO;
        Optional<Duration> since = Optional.empty();
        while (true) {
            Duration now = clock.monotonic();
            since = isIdle() ? since.or(() -> Optional.of(now)) : Optional.empty();
            if (since.filter(start -> now.minus(start).compareTo(quiet) >= 0).isPresent()) {
                return true;
            }
            if (now.compareTo(end) >= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    /**
     * Ends the cloud: gateways first, then, within the options' time, what the broker had acknowledged goes where it
     * belongs, then everything else. A broker with a journal keeps what was left.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        broker.disconnectGateways();
        try {
            if (!awaitIdle(options.drain())) {
                LOGGER.warn(
                        "closed with work left after {} s: {}", options.drain().toSeconds(), counts());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        closing.close();
    }

    private boolean isIdle() {
        try {
            return inbox.isEmpty()
                    && telemetry.waiting() == 0
                    && alarms.waiting() == 0
                    && mapping.isIdle()
                    && lambda.isIdle();
        } catch (IOException gone) {
            return false;
        }
    }

    private void put(String partitionKey, byte[] data) throws RuleAction.BusyException {
        services.sink().put(partitionKey, data);
        streamed.incrementAndGet();
    }

    private void invokeAlertHandler(byte[] event) throws RuleAction.BusyException {
        try {
            lambda.invoke(request -> request.functionName(Functions.ALERT_HANDLER)
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromByteArrayUnsafe(event)));
        } catch (TooManyRequestsException full) {
            throw new RuleAction.BusyException(String.valueOf(full.getMessage()), full);
        }
    }

    private static Services startServices(LocalCloudOptions options, Clock clock) {
        try {
            return options.awsEndpoint().isPresent()
                    ? EmulatedServices.connect(options.awsEndpoint().get(), options, clock)
                    : OwnServices.start(options, clock);
        } catch (IOException failed) {
            throw new CompletionException(failed);
        }
    }

    private static MqttBroker startBroker(LocalCloudOptions options, TopicRule... rules) throws IOException {
        Map<String, String> subscriptions = new HashMap<>();
        for (TopicRule rule : rules) {
            subscriptions.putAll(rule.subscriptions());
        }
        BrokerOptions plain =
                BrokerOptions.inMemory().withPort(options.mqttPort()).withSubscriptions(subscriptions);
        BrokerOptions secured = options.tls().map(plain::withTls).orElse(plain);
        return options.brokerAsProcess()
                ? BrokerProcess.start(secured.withJournal(options.folder().resolve("broker")))
                : Broker.start(secured);
    }

    private static Services join(CompletableFuture<Services> starting) throws IOException {
        try {
            return starting.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof IOException known
                    ? known
                    : new IOException("the local cloud did not start: " + failed.getCause(), failed);
        }
    }

    private static void closeWhenStarted(CompletableFuture<Services> starting) {
        starting.handle((services, failed) -> services)
                .thenAccept(services -> Optional.ofNullable(services).ifPresent(Services::close))
                .join();
    }

    private static void requireFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new IOException(folder + ": cannot be made: " + failed.getMessage(), failed);
        }
        if (!Files.isWritable(folder)) {
            throw new IOException(folder + ": cannot be written; choose another data folder");
        }
    }
}
