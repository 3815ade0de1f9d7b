package io.towersense.local.broker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An MQTT 5 broker (ActiveMQ Artemis) inside this process, on 127.0.0.1 only, with AWS IoT's limits where they matter to
 * a gateway: 128 KiB a message, and no subscribing to {@code $aws/rules/...}.
 */
public final class Broker implements MqttBroker {
    private static final Logger LOGGER = LoggerFactory.getLogger(Broker.class);

    private final EmbeddedActiveMQ server;
    private final Optional<BrokerKeys> keys;
    private final URI endpoint;
    private final SubscriptionAccess subscriptions;

    private Broker(EmbeddedActiveMQ server, Optional<BrokerKeys> keys, URI endpoint, SubscriptionAccess subscriptions) {
        this.server = server;
        this.keys = keys;
        this.endpoint = endpoint;
        this.subscriptions = subscriptions;
    }

    /**
     * Starts a broker and waits until it listens.
     *
     * @throws IOException one line: a port in use, an unreadable file, an unusable journal
     */
    public static Broker start(BrokerOptions options) throws IOException {
        return Ports.start(
                options.port(),
                port -> start(
                        options.withPort(port),
                        new SubscriptionAccess(
                                Ports.choose(0), UUID.randomUUID().toString())));
    }

    static Broker start(BrokerOptions options, SubscriptionAccess access) throws IOException {
        Ports.choose(options.port());
        Optional<BrokerKeys> keys = options.tls().isPresent()
                ? Optional.of(BrokerKeys.of(options.tls().get()))
                : Optional.empty();
        Configuration configuration = BrokerConfiguration.of(options, access, keys);
        EmbeddedActiveMQ server = new EmbeddedActiveMQ()
                .setConfiguration(configuration)
                .setSecurityManager(new BrokerAccess(access.secret()));
        URI endpoint = URI.create((keys.isPresent() ? "mqtts" : "mqtt") + "://127.0.0.1:" + options.port());
        Broker broker = new Broker(server, keys, endpoint, access);
        try {
            server.start();
            server.getActiveMQServer()
                    .getRemotingService()
                    .addIncomingInterceptor(new PublishLimits(() -> isFull(server, options)));
            broker.requireListening(options);
        } catch (Exception failed) {
            broker.close();
            throw failed instanceof IOException known
                    ? known
                    : new IOException("the broker did not start: " + failed.getMessage(), failed);
        }
        return broker;
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public SubscriptionAccess subscriptions() {
        return subscriptions;
    }

    @Override
    public void disconnectGateways() {
        try {
            server.getActiveMQServer()
                    .getRemotingService()
                    .getAcceptor(BrokerConfiguration.MQTT)
                    .stop();
        } catch (Exception failed) {
            LOGGER.warn("the gateways were not disconnected: {}", failed.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            LOGGER.warn("the broker did not stop cleanly: {}", failed.getMessage());
        }
        keys.ifPresent(BrokerKeys::close);
    }

    /** With a journal never: what memory does not hold is paged to the disk. */
    private static boolean isFull(EmbeddedActiveMQ server, BrokerOptions options) {
        return options.journal().isEmpty()
                && server.getActiveMQServer().getPagingManager().getGlobalSize() > options.heldBytes();
    }

    private void requireListening(BrokerOptions options) throws IOException {
        ActiveMQServer running = server.getActiveMQServer();
        if (!running.isActive()) {
            throw new IOException("the broker did not start: its journal "
                    + options.journal().map(Path::toString).orElse("in memory")
                    + " is unusable or in use by another broker");
        }
        if (!running.getRemotingService().getAcceptor(BrokerConfiguration.MQTT).isStarted()) {
            throw Ports.inUse(options.port(), new IllegalStateException("not started"));
        }
        if (!running.getRemotingService().getAcceptor(BrokerConfiguration.CORE).isStarted()) {
            throw Ports.inUse(subscriptions.port(), new IllegalStateException("not started"));
        }
    }
}
