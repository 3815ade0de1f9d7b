package io.towersense.cloud.receipt;

import io.towersense.cloud.settings.Environment;
import java.net.URI;
import java.util.Optional;

/**
 * Where receipts go.
 *
 * @param endpoint {@code IOT_DATA_ENDPOINT}: the account's own endpoint of the IoT data plane, as {@code aws iot
 *     describe-endpoint --endpoint-type iot:Data-ATS} names it; empty: no receipts, which is enough where gateways
 *     deliver on {@code ack}
 * @param topicRoot {@code TOPIC_ROOT}: the first level of the gateways' topics; {@code towers}
 */
public record ReceiptSettings(Optional<URI> endpoint, String topicRoot) {
    /** The settings that this environment holds; {@link Environment#check()} names what is wrong with them. */
    public static ReceiptSettings of(Environment environment) {
        return new ReceiptSettings(environment.endpoint("IOT_DATA_ENDPOINT"), environment.topicRoot("TOPIC_ROOT"));
    }

    /** The same with another topic root. */
    public ReceiptSettings under(String root) {
        return new ReceiptSettings(endpoint, root);
    }
}
