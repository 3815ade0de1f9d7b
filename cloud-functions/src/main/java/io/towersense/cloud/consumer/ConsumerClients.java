package io.towersense.cloud.consumer;

import io.towersense.cloud.receipt.IotDataClients;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The services that the consumer calls.
 *
 * @param dynamoDb both tables
 * @param s3 the quarantine
 * @param lambda the alert handler
 * @param cloudWatch the metric
 * @param iotData the receipts; empty: none are published
 */
public record ConsumerClients(
        DynamoDbClient dynamoDb,
        S3Client s3,
        LambdaClient lambda,
        CloudWatchClient cloudWatch,
        Optional<IotDataPlaneClient> iotData) {

    /** Clients of this Lambda's own region and role, over one pool of connections. */
    static ConsumerClients ofThisLambda(ConsumerSettings settings) {
        SdkHttpClient http = ApacheHttpClient.builder()
                .maxConnections(settings.inFlight() + 4)
                .build();
        ClientOverrideConfiguration bounds = ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(Duration.ofSeconds(4))
                .apiCallTimeout(Duration.ofSeconds(10))
                .build();
        return new ConsumerClients(
                DynamoDbClient.builder()
                        .httpClient(http)
                        .overrideConfiguration(bounds)
                        .build(),
                S3Client.builder()
                        .httpClient(http)
                        .overrideConfiguration(bounds)
                        .build(),
                LambdaClient.builder()
                        .httpClient(http)
                        .overrideConfiguration(bounds)
                        .build(),
                CloudWatchClient.builder()
                        .httpClient(http)
                        .overrideConfiguration(bounds)
                        .build(),
                IotDataClients.at(settings.receipts().endpoint(), http, bounds));
    }
}
