package io.towersense.cloud.silence;

import io.towersense.cloud.metric.EmbeddedMetrics;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * What the watch for silence calls.
 *
 * @param dynamoDb the table of devices
 * @param lambda the alert handler
 * @param progress of the stream's consumer
 * @param metrics how many are silent
 */
public record SilenceClients(
        DynamoDbClient dynamoDb, LambdaClient lambda, StreamProgress progress, EmbeddedMetrics metrics) {

    /** Clients of this Lambda's own region and role, and metrics in its log. */
    static SilenceClients ofThisLambda(SilenceSettings settings, Clock clock) {
        SdkHttpClient http = ApacheHttpClient.builder().maxConnections(8).build();
        ClientOverrideConfiguration bounds = ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(Duration.ofSeconds(4))
                .apiCallTimeout(Duration.ofSeconds(10))
                .build();
        CloudWatchClient cloudWatch = CloudWatchClient.builder()
                .httpClient(http)
                .overrideConfiguration(bounds)
                .build();
        return new SilenceClients(
                DynamoDbClient.builder()
                        .httpClient(http)
                        .overrideConfiguration(bounds)
                        .build(),
                LambdaClient.builder()
                        .httpClient(http)
                        .overrideConfiguration(bounds)
                        .build(),
                new CloudWatchProgress(cloudWatch, settings.stream(), settings.consumer()),
                new EmbeddedMetrics(System.out, clock));
    }
}
