package io.towersense.local.broker;

import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import java.util.function.BooleanSupplier;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the broker refuses to take over MQTT: more than 128 KiB of payload, as AWS IoT (reason 0x95, packet too large), and
 * anything while it holds more than it may in memory (reason 0x97, quota exceeded). Whoever publishes it is disconnected
 * without an acknowledgement, and nobody gets the message.
 */
final class PublishLimits implements MQTTInterceptor {
    /** Bytes of payload that a message may have. */
    static final int PAYLOAD = 128 * 1024;

    private static final Logger LOGGER = LoggerFactory.getLogger(PublishLimits.class);

    private final BooleanSupplier full;

    PublishLimits(BooleanSupplier full) {
        this.full = full;
    }

    @Override
    public boolean intercept(MqttMessage message, RemotingConnection connection) {
        if (!(message instanceof MqttPublishMessage publish)) {
            return true;
        }
        if (publish.payload().readableBytes() > PAYLOAD) {
            LOGGER.warn(
                    "{} published {} bytes to {}: over the limit of {} bytes a message, disconnected",
                    connection.getClientID(),
                    publish.payload().readableBytes(),
                    publish.variableHeader().topicName(),
                    PAYLOAD);
            disconnect(connection, MqttReasonCodes.Disconnect.PACKET_TOO_LARGE);
            return false;
        }
        if (full.getAsBoolean()) {
            LOGGER.warn("{} is disconnected: the broker holds all that it may", connection.getClientID());
            disconnect(connection, MqttReasonCodes.Disconnect.QUOTA_EXCEEDED);
            return false;
        }
        return true;
    }

    private static void disconnect(RemotingConnection connection, MqttReasonCodes.Disconnect reason) {
        if (connection.getTransportConnection() instanceof NettyConnection netty) {
            netty.getChannel()
                    .writeAndFlush(MqttMessageBuilders.disconnect()
                            .reasonCode(reason.byteValue())
                            .build())
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }
}
