package io.towersense.cloud.testing;

import io.towersense.cloud.table.TableDefinitions;
import io.towersense.dynamodblocal.DynamoDbLocal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Both tables, new and empty, in one DynamoDB Local that all tests share. */
public final class Tables {
    private static final class Server {
        static final DynamoDbClient CLIENT = start();

        private static DynamoDbClient start() {
            try {
                DynamoDbLocal server = DynamoDbLocal.start();
                Runtime.getRuntime().addShutdownHook(new Thread(server::close));
                return DynamoDbClient.builder()
                        .endpointOverride(server.endpoint())
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                        .httpClient(ApacheHttpClient.builder().build())
                        .build();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final String readings = "readings-" + UUID.randomUUID();
    private final String state = "state-" + UUID.randomUUID();

    private Tables() {}

    public static Tables create() {
        Tables tables = new Tables();
        tables.client().createTable(TableDefinitions.readings(tables.readings));
        tables.client().createTable(TableDefinitions.state(tables.state));
        return tables;
    }

    public DynamoDbClient client() {
        return Server.CLIENT;
    }

    public String readings() {
        return readings;
    }

    public String state() {
        return state;
    }

    /** All stored readings. */
    public List<Map<String, AttributeValue>> storedReadings() {
        return client().scanPaginator(scan -> scan.tableName(readings)).items().stream()
                .toList();
    }

    /** An item of the table of devices. */
    public Optional<Map<String, AttributeValue>> state(String deviceId, String record) {
        Map<String, AttributeValue> item = client().getItem(get -> get.tableName(state)
                        .key(Map.of(
                                "device_id", AttributeValue.fromS(deviceId),
                                "record", AttributeValue.fromS(record))))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(item);
    }
}
