package io.towersense.local.broker;

import io.towersense.dynamodblocal.process.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker as a process of its own, with a journal, supervised: killed, it comes back on the same ports with what it
 * had acknowledged. It never outlives this process.
 */
public final class BrokerProcess implements MqttBroker {
    private static final Logger LOGGER = LoggerFactory.getLogger(BrokerProcess.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long RETRY_MILLIS = 500;

    private final BrokerOptions options;
    private final SubscriptionAccess access;
    private final ScheduledExecutorService supervisor =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "broker-supervisor"));
    private ChildProcess process;
    private boolean closed;

    private BrokerProcess(BrokerOptions options, SubscriptionAccess access) throws IOException {
        this.options = options;
        this.access = access;
        this.process = launch(options, access);
    }

    /**
     * Starts a broker process and waits until it listens.
     *
     * @param options how it is to run; with a journal
     * @throws IOException one line: a port in use, an unreadable file, an unusable journal
     */
    public static BrokerProcess start(BrokerOptions options) throws IOException {
        if (options.journal().isEmpty()) {
            throw new IllegalArgumentException("a broker process that comes back needs a journal folder");
        }
        SubscriptionAccess access =
                new SubscriptionAccess(Ports.choose(0), UUID.randomUUID().toString());
        BrokerProcess broker = new BrokerProcess(options.withPort(Ports.choose(options.port())), access);
        broker.watch(broker.process);
        return broker;
    }

    /** The operating system's id of the process that runs now. */
    public synchronized long pid() {
        return process.pid();
    }

    @Override
    public URI endpoint() {
        return URI.create((options.tls().isPresent() ? "mqtts" : "mqtt") + "://127.0.0.1:" + options.port());
    }

    @Override
    public SubscriptionAccess subscriptions() {
        return access;
    }

    @Override
    public void disconnectGateways() {
        // the journal keeps what comes from now on
    }

    @Override
    public void close() {
        ChildProcess running;
        synchronized (this) {
            closed = true;
            running = process;
        }
        supervisor.shutdownNow();
        running.close();
        try {
            supervisor.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(ChildProcess watched) {
        var ignored = watched.onExit().thenRun(() -> {
            synchronized (this) {
                if (!closed) {
                    LOGGER.warn("the broker's process {} ended; starting it again", watched.pid());
                    supervisor.execute(() -> comeBack(watched));
                }
            }
        });
    }

    private void comeBack(ChildProcess ended) {
        ended.close();
        try {
            ChildProcess started = launch(options, access);
            if (!adopt(started)) {
                started.close();
            }
        } catch (IOException failed) {
            synchronized (this) {
                if (!closed) {
                    LOGGER.warn("{}; trying again", failed.getMessage());
                    var ignored = supervisor.schedule(() -> comeBack(ended), RETRY_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        }
    }

    private synchronized boolean adopt(ChildProcess started) {
        if (closed) {
            return false;
        }
        process = started;
        watch(started);
        return true;
    }

    private static ChildProcess launch(BrokerOptions options, SubscriptionAccess access) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put(BrokerMain.SECRET, access.secret());
        options.tls().flatMap(BrokerTls::password).ifPresent(word -> environment.put(BrokerMain.PASSWORD, word));
        return ChildProcess.start(
                "The broker",
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-Dlogback.configurationFile=io/towersense/local/broker/quiet-logback.xml"),
                System.getProperty("java.class.path"),
                BrokerMain.class.getName(),
                BrokerMain.commandLine(options, access),
                environment,
                PATIENCE);
    }
}
