package io.towersense.agent.uplink;

import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.crt.CrtResource;
import software.amazon.awssdk.crt.CrtRuntimeException;
import software.amazon.awssdk.crt.io.ClientBootstrap;
import software.amazon.awssdk.crt.io.EventLoopGroup;
import software.amazon.awssdk.crt.io.ExponentialBackoffRetryOptions.JitterMode;
import software.amazon.awssdk.crt.io.HostResolver;
import software.amazon.awssdk.crt.io.SocketOptions;
import software.amazon.awssdk.crt.io.TlsContext;
import software.amazon.awssdk.crt.io.TlsContextOptions;
import software.amazon.awssdk.crt.mqtt5.Mqtt5Client;
import software.amazon.awssdk.crt.mqtt5.Mqtt5ClientOptions.ClientOfflineQueueBehavior;
import software.amazon.awssdk.crt.mqtt5.Mqtt5ClientOptions.ClientSessionBehavior;
import software.amazon.awssdk.crt.mqtt5.Mqtt5ClientOptions.ExtendedValidationAndFlowControlOptions;
import software.amazon.awssdk.crt.mqtt5.Mqtt5ClientOptions.LifecycleEvents;
import software.amazon.awssdk.crt.mqtt5.Mqtt5ClientOptions.Mqtt5ClientOptionsBuilder;
import software.amazon.awssdk.crt.mqtt5.PublishReturn;
import software.amazon.awssdk.crt.mqtt5.packets.ConnectPacket;

/** The native MQTT client with all that it stands on: one thread, a resolver, and TLS where there are files for it. */
final class MqttConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MqttConnection.class);
    private static final int ONE_THREAD = 1;
    private static final long TO_END_SECONDS = 3;

    private final EventLoopGroup threads;
    private final HostResolver resolver;
    private final ClientBootstrap bootstrap;
    private final Mqtt5Client client;

    private MqttConnection(
            EventLoopGroup threads, HostResolver resolver, ClientBootstrap bootstrap, Mqtt5Client client) {
        this.threads = threads;
        this.resolver = resolver;
        this.bootstrap = bootstrap;
        this.client = client;
    }

    /** @throws UplinkException if certificate, key and CA do not go together */
    static MqttConnection open(MqttSettings settings, LifecycleEvents events, Consumer<PublishReturn> received) {
        EventLoopGroup threads = new EventLoopGroup(ONE_THREAD);
        HostResolver resolver = new HostResolver(threads);
        ClientBootstrap bootstrap = new ClientBootstrap(threads, resolver);
        try (SocketOptions socket = new SocketOptions()) {
            socket.connectTimeoutMs = Math.toIntExact(settings.connectTimeout().toMillis());
            Mqtt5ClientOptionsBuilder options = options(settings)
                    .withBootstrap(bootstrap)
                    .withSocketOptions(socket)
                    .withLifecycleEvents(events)
                    .withPublishEvents((client, message) -> received.accept(message));
            return new MqttConnection(threads, resolver, bootstrap, client(settings, options));
        } catch (RuntimeException e) {
            closeAll(bootstrap, resolver, threads);
            throw e;
        }
    }

    Mqtt5Client client() {
        return client;
    }

    @Override
    public void close() {
        closeAll(client, bootstrap, resolver, threads);
    }

    boolean isThreadAlive() {
        return !threads.getShutdownCompleteFuture().isDone();
    }

    /** Waits, after {@link #close}, for the thread to end, for some seconds at most. */
    void awaitEnd() {
        try {
            threads.getShutdownCompleteFuture().get(TO_END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("the MQTT client's thread does not end; it is left behind");
        }
    }

    private static Mqtt5ClientOptionsBuilder options(MqttSettings settings) {
        URI broker = settings.broker();
        ConnectPacket connect = new ConnectPacket.ConnectPacketBuilder()
                .withClientId(settings.thing())
                .withKeepAliveIntervalSeconds(settings.keepAlive().toSeconds())
                .build();
        boolean isAws = settings.tls().isPresent();
        return new Mqtt5ClientOptionsBuilder(broker.getHost(), (long) port(broker))
                .withConnectOptions(connect)
                .withSessionBehavior(ClientSessionBehavior.CLEAN)
                .withOfflineQueueBehavior(ClientOfflineQueueBehavior.FAIL_ALL_ON_DISCONNECT)
                .withExtendedValidationAndFlowControlOptions(
                        isAws
                                ? ExtendedValidationAndFlowControlOptions.AWS_IOT_CORE_DEFAULTS
                                : ExtendedValidationAndFlowControlOptions.NONE)
                .withRetryJitterMode(JitterMode.Full)
                .withMinReconnectDelayMs(settings.shortestRetry().toMillis())
                .withMaxReconnectDelayMs(settings.longestRetry().toMillis())
                .withConnackTimeoutMs(settings.connectTimeout().toMillis())
                .withPingTimeoutMs(settings.keepAlive().toMillis() / 2)
                .withAckTimeoutSeconds(Math.max(1, settings.publishTimeout().toSeconds()));
    }

    private static Mqtt5Client client(MqttSettings settings, Mqtt5ClientOptionsBuilder options) {
        if (settings.tls().isEmpty()) {
            return new Mqtt5Client(options.build());
        }
        TlsFiles files = settings.tls().get();
        try (TlsContextOptions tls = TlsContextOptions.createWithMtlsFromPath(
                        files.certificate().toString(), files.key().toString())
                .withCertificateAuthorityFromPath(null, files.ca().toString())
                .withVerifyPeer(true)) {
            try (TlsContext context = new TlsContext(tls)) {
                return new Mqtt5Client(options.withTlsContext(context).build());
            }
        } catch (CrtRuntimeException e) {
            throw new UplinkException(
                    "uplink.mqtt: certificate " + files.certificate() + ", key " + files.key() + " and CA " + files.ca()
                            + " do not go together: " + e.errorName
                            + "; take the three files of this gateway, PEM, the key not encrypted",
                    e);
        }
    }

    static int port(URI broker) {
        if (broker.getPort() >= 0) {
            return broker.getPort();
        }
        return "mqtts".equals(broker.getScheme()) ? 8883 : 1883;
    }

    private static void closeAll(CrtResource... resources) {
        for (CrtResource resource : resources) {
            resource.close();
        }
    }
}
