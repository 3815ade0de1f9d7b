package io.towersense.bench;

import io.towersense.cloud.table.TableDefinitions;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** The one database of all contenders, reached at an endpoint. */
final class Database implements AutoCloseable {
    private static final int SPARE_CONNECTIONS = 4;
    private static final ClientOverrideConfiguration BOUNDS = ClientOverrideConfiguration.builder()
            .apiCallAttemptTimeout(Duration.ofSeconds(4))
            .apiCallTimeout(Duration.ofSeconds(10))
            .build();

    private final URI endpoint;
    private final DynamoDbClient admin;

    Database(URI endpoint) {
        this.endpoint = endpoint;
        this.admin = client(1);
    }

    URI endpoint() {
        return endpoint;
    }

    /** A client with the settings that the consumer has as a Lambda. */
    DynamoDbClient client(int inFlight) {
        return DynamoDbClient.builder()
                .httpClient(ApacheHttpClient.builder()
                        .maxConnections(inFlight + SPARE_CONNECTIONS)
                        .build())
                .overrideConfiguration(BOUNDS)
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    /** Makes a table of readings anew, so that every round begins with an empty one. */
    void empty(String readings) {
        drop(readings);
        admin.createTable(TableDefinitions.readings(readings));
    }

    /** Makes a table of devices anew. */
    void emptyState(String state) {
        drop(state);
        admin.createTable(TableDefinitions.state(state));
    }

    private void drop(String table) {
        try {
            admin.deleteTable(request -> request.tableName(table));
        } catch (ResourceNotFoundException e) {
            // the first round's is not there yet
        }
    }

    /** How many readings are in the table, counted there. */
    int count(String readings) {
        return admin.scanPaginator(request -> request.tableName(readings).select("COUNT")).stream()
                .mapToInt(page -> page.count())
                .sum();
    }

    @Override
    public void close() {
        admin.close();
    }
}
