package io.towersense.local.broker;

import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * AWS IoT's limit of 128 KiB a message: whoever publishes more is disconnected with reason 0x95, packet too large, and
 * nobody gets the message.
 */
final class PayloadLimit implements MQTTInterceptor {
    /** Bytes of payload that a message may have. */
    static final int BYTES = 128 * 1024;

    private static final Logger LOGGER = LoggerFactory.getLogger(PayloadLimit.class);

    @Override
    public boolean intercept(MqttMessage message, RemotingConnection connection) {
        if (!(message instanceof MqttPublishMessage publish)
                || publish.payload().readableBytes() <= BYTES) {
            return true;
        }
        LOGGER.warn(
                "{} published {} bytes to {}: over the limit of {} bytes a message, disconnected",
                connection.getClientID(),
                publish.payload().readableBytes(),
                publish.variableHeader().topicName(),
                BYTES);
        if (connection.getTransportConnection() instanceof NettyConnection netty) {
            netty.getChannel()
                    .writeAndFlush(MqttMessageBuilders.disconnect()
                            .reasonCode(MqttReasonCodes.Disconnect.PACKET_TOO_LARGE.byteValue())
                            .build())
                    .addListener(ChannelFutureListener.CLOSE);
        }
        return false;
    }
}
