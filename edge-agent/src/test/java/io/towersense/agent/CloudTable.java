package io.towersense.agent;

import io.towersense.cloud.table.TableDefinitions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The readings in a table, as {@code device_id timestamp}. */
final class CloudTable {
    private CloudTable() {}

    static List<String> readings(DynamoDbClient client) {
        return client
                .scanPaginator(scan -> scan.tableName(TableDefinitions.READINGS).consistentRead(true))
                .items()
                .stream()
                .map(item -> text(item, "device_id") + " " + text(item, "timestamp"))
                .toList();
    }

    private static String text(Map<String, AttributeValue> item, String attribute) {
        return Objects.requireNonNull(item.get(attribute), attribute).s();
    }
}
