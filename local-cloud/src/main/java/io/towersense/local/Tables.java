package io.towersense.local;

import io.towersense.cloud.table.TableDefinitions;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/** The tables as the functions define them, made where they are absent. */
final class Tables {
    private Tables() {}

    static void create(DynamoDbClient dynamoDb) {
        for (CreateTableRequest table : List.of(
                TableDefinitions.readings(TableDefinitions.READINGS), TableDefinitions.state(TableDefinitions.STATE))) {
            try {
                dynamoDb.createTable(table);
            } catch (ResourceInUseException there) {
                continue;
            }
            dynamoDb.waiter().waitUntilTableExists(request -> request.tableName(table.tableName()));
        }
    }
}
