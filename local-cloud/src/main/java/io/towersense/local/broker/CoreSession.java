package io.towersense.local.broker;

import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQInternalErrorException;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection over Artemis' core protocol, which never reconnects by itself: whoever uses it opens another. */
final class CoreSession implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(CoreSession.class);
    private static final long PATIENCE_MILLIS = 5_000;

    private final ServerLocator locator;
    private final ClientSessionFactory factory;
    private final ClientSession session;

    private CoreSession(ServerLocator locator, ClientSessionFactory factory, ClientSession session) {
        this.locator = locator;
        this.factory = factory;
        this.session = session;
    }

    static CoreSession open(SubscriptionAccess access) throws ActiveMQException {
        ServerLocator locator = ActiveMQClient.createServerLocatorWithoutHA(new TransportConfiguration(
                        NettyConnectorFactory.class.getName(),
                        Map.of(
                                TransportConstants.HOST_PROP_NAME,
                                "127.0.0.1",
                                TransportConstants.PORT_PROP_NAME,
                                access.port(),
                                TransportConstants.USE_EPOLL_PROP_NAME,
                                false,
                                TransportConstants.USE_KQUEUE_PROP_NAME,
                                false,
                                TransportConstants.REMOTING_THREADS_PROPNAME,
                                1)))
                .setReconnectAttempts(0)
                .setInitialConnectAttempts(1)
                .setUseGlobalPools(false)
                .setThreadPoolMaxSize(2)
                .setScheduledThreadPoolMaxSize(1)
                .setCallTimeout(PATIENCE_MILLIS)
                .setBlockOnAcknowledge(false);
        try {
            ClientSessionFactory factory = locator.createSessionFactory();
            ClientSession session = factory.createSession("rules", access.secret(), false, true, true, false, 0);
            session.start();
            return new CoreSession(locator, factory, session);
        } catch (ActiveMQException failed) {
            locator.close();
            throw failed;
        } catch (Exception failed) {
            locator.close();
            throw new ActiveMQInternalErrorException(String.valueOf(failed.getMessage()), failed);
        }
    }

    ClientConsumer consumer(String subscription) throws ActiveMQException {
        return session.createConsumer(subscription);
    }

    long messageCount(String subscription) throws ActiveMQException {
        return session.queueQuery(SimpleString.of(subscription)).getMessageCount();
    }

    /** Sends to who is subscribed over MQTT, and returns when the broker has it. */
    void send(String topic, byte[] payload) throws ActiveMQException {
        ClientMessage message = session.createMessage(true);
        message.setRoutingType(RoutingType.MULTICAST);
        message.putIntProperty(MQTTUtil.MQTT_QOS_LEVEL_KEY, 1);
        message.getBodyBuffer().writeBytes(payload);
        try (ClientProducer producer = session.createProducer(topic)) {
            producer.send(message);
        }
    }

    /** Closes what perhaps is broken already. */
    void closeQuietly() {
        try {
            close();
        } catch (ActiveMQException gone) {
            LOGGER.debug("a connection to the broker did not close: {}", gone.getMessage());
        }
    }

    @Override
    public void close() throws ActiveMQException {
        try {
            session.close();
        } finally {
            factory.close();
            locator.close();
        }
    }
}
