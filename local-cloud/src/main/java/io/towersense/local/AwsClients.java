package io.towersense.local;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;

/** Clients of services on this machine, over one pool of connections, with credentials that mean nothing. */
final class AwsClients implements AutoCloseable {
    private static final int CONNECTIONS = 64;
    private static final Duration CALL = Duration.ofSeconds(30);
    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    private final URI endpoint;
    private final SdkHttpClient http =
            ApacheHttpClient.builder().maxConnections(CONNECTIONS).build();

    AwsClients(URI endpoint) {
        this.endpoint = endpoint;
    }

    URI endpoint() {
        return endpoint;
    }

    <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C build(
            B builder, ExecutionInterceptor... interceptors) {
        return configure(builder, interceptors).build();
    }

    <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> B configure(
            B builder, ExecutionInterceptor... interceptors) {
        return builder.httpClient(http)
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .overrideConfiguration(configuration ->
                        configuration.apiCallTimeout(CALL).executionInterceptors(List.of(interceptors)));
    }

    @Override
    public void close() {
        http.close();
    }
}
