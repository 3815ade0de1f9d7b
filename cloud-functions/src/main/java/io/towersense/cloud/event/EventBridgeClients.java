package io.towersense.cloud.event;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** Clients of EventBridge. A call ends soon: people may wait behind it, and what fails is tried again. */
public final class EventBridgeClients {
    private static final Logger LOG = LoggerFactory.getLogger(EventBridgeClients.class);

    private EventBridgeClients() {}

    /** A client for that bus; empty, which the log says, where none is set. */
    public static Optional<EventBridgeClient> of(Optional<String> bus, SdkHttpClient http) {
        if (bus.isEmpty()) {
            LOG.info("EVENT_BUS is not set: no events of alarm changes; set it to the name or ARN of an EventBridge bus"
                    + " where a network management system is to have them");
        }
        return bus.map(any -> EventBridgeClient.builder()
                .httpClient(http)
                .overrideConfiguration(bounds ->
                        bounds.apiCallAttemptTimeout(Duration.ofSeconds(2)).apiCallTimeout(Duration.ofSeconds(4)))
                .build());
    }
}
