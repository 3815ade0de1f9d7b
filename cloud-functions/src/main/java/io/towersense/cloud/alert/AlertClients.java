package io.towersense.cloud.alert;

import io.towersense.cloud.event.EventBridgeClients;
import io.towersense.cloud.receipt.IotDataClients;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The services that the alert handler calls.
 *
 * @param dynamoDb the table of devices
 * @param sns the topic
 * @param s3 the quarantine
 * @param iotData the receipts; empty: none are published
 * @param eventBridge the events; empty: none are put
 */
public record AlertClients(
        DynamoDbClient dynamoDb,
        SnsClient sns,
        S3Client s3,
        Optional<IotDataPlaneClient> iotData,
        Optional<EventBridgeClient> eventBridge) {

    /** Clients of this Lambda's own region and role. A call ends well before a lease does. */
    static AlertClients ofThisLambda(AlertSettings settings) {
        SdkHttpClient http = ApacheHttpClient.builder().maxConnections(8).build();
        ClientOverrideConfiguration bounds = ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(Duration.ofSeconds(4))
                .apiCallTimeout(Duration.ofSeconds(10))
                .build();
        return new AlertClients(
                DynamoDbClient.builder()
                        .httpClient(http)
                        .overrideConfiguration(bounds)
                        .build(),
                SnsClient.builder()
                        .httpClient(http)
                        .overrideConfiguration(bounds)
                        .build(),
                S3Client.builder()
                        .httpClient(http)
                        .overrideConfiguration(bounds)
                        .build(),
                IotDataClients.at(settings.receipts().endpoint(), http, bounds),
                EventBridgeClients.of(settings.eventBus(), http));
    }
}
