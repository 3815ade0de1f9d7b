package io.towersense.agent.uplink;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the broker is and how it is spoken to.
 *
 * @param broker {@code mqtts://host:port} (8883 where none is given), or {@code mqtt://} on loopback only (1883)
 * @param thing the gateway's thing name, which is the client id
 * @param tls the files of mutual TLS; present exactly with {@code mqtts}
 * @param keepAlive how long the line may be silent before it is probed
 * @param connectTimeout longest for one attempt to connect
 * @param publishTimeout longest to wait for the broker's word on a message
 * @param shortestRetry upper end of the pause before the first attempt to reconnect, which is drawn from 0 to it
 * @param longestRetry upper end that the pause grows to
 */
public record MqttSettings(
        URI broker,
        String thing,
        Optional<TlsFiles> tls,
        Duration keepAlive,
        Duration connectTimeout,
        Duration publishTimeout,
        Duration shortestRetry,
        Duration longestRetry) {

    /** Settings with the defaults for all that is not given. */
    public static MqttSettings of(URI broker, String thing, Optional<TlsFiles> tls) {
        return new MqttSettings(
                broker,
                thing,
                tls,
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                Duration.ofMinutes(2));
    }

    /** The same with other times. */
    public MqttSettings withTimes(Duration keeping, Duration connecting, Duration publishing) {
        return new MqttSettings(broker, thing, tls, keeping, connecting, publishing, shortestRetry, longestRetry);
    }

    /** The same with other pauses before reconnecting. */
    public MqttSettings withRetries(Duration shortest, Duration longest) {
        return new MqttSettings(broker, thing, tls, keepAlive, connectTimeout, publishTimeout, shortest, longest);
    }
}
