package io.towersense.cli.demo;

import io.towersense.telemetry.time.Timestamps;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** How many readings are in the table, asked of the table itself. */
final class StoredCount {
    private StoredCount() {}

    /** Readings that were taken in at this moment or later. */
    static long since(DynamoDbClient dynamoDb, Instant moment) {
        ScanRequest request = ScanRequest.builder()
                .tableName("iot-sensor-readings")
                .select(Select.COUNT)
                .consistentRead(true)
                .filterExpression("ingestion_timestamp >= :moment")
                .expressionAttributeValues(Map.of(":moment", AttributeValue.fromS(Timestamps.sortKey(moment))))
                .build();
        return dynamoDb.scanPaginator(request).stream()
                .mapToLong(ScanResponse::count)
                .sum();
    }
}
