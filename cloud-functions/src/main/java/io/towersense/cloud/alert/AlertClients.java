package io.towersense.cloud.alert;

import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The services that the alert handler calls.
 *
 * @param dynamoDb the table of devices
 * @param sns the topic
 * @param s3 the quarantine
 */
public record AlertClients(DynamoDbClient dynamoDb, SnsClient sns, S3Client s3) {

    /** Clients of this Lambda's own region and role. A call ends well before a lease does. */
    static AlertClients ofThisLambda() {
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
                        .build());
    }
}
