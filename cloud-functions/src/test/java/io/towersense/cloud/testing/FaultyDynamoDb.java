package io.towersense.cloud.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A DynamoDB with faults in front of it. Calls are counted by kind. */
public final class FaultyDynamoDb implements DynamoDbClient {
    private final DynamoDbClient behind;
    private final Map<String, AtomicInteger> calls = Map.of(
            "batchWriteItem", new AtomicInteger(),
            "updateItem", new AtomicInteger(),
            "getItem", new AtomicInteger(),
            "query", new AtomicInteger());

    private final AtomicInteger queried = new AtomicInteger();
    private volatile Predicate<Map<String, AttributeValue>> leftOver = item -> false;
    private volatile Consumer<BatchWriteItemRequest> beforeWrite = request -> {};
    private volatile Runnable afterWrite = () -> {};
    private volatile Consumer<UpdateItemRequest> beforeUpdate = request -> {};
    private volatile Consumer<UpdateItemRequest> afterUpdate = request -> {};
    private volatile Runnable beforeRead = () -> {};

    public FaultyDynamoDb(DynamoDbClient behind) {
        this.behind = behind;
    }

    /** Items that BatchWriteItem leaves unprocessed. */
    public void leaveOver(Predicate<Map<String, AttributeValue>> items) {
        leftOver = items;
    }

    public void beforeWrite(Consumer<BatchWriteItemRequest> action) {
        beforeWrite = action;
    }

    public void afterWrite(Runnable action) {
        afterWrite = action;
    }

    public void beforeUpdate(Consumer<UpdateItemRequest> action) {
        beforeUpdate = action;
    }

    public void afterUpdate(Consumer<UpdateItemRequest> action) {
        afterUpdate = action;
    }

    public void beforeRead(Runnable action) {
        beforeRead = action;
    }

    public int calls(String kind) {
        return calls.getOrDefault(kind, new AtomicInteger()).get();
    }

    /** How many items all queries have read, whether they answered with them or not. */
    public int queried() {
        return queried.get();
    }

    /** An error as DynamoDB tells it. */
    public static DynamoDbException error(String code, int status) {
        return (DynamoDbException) DynamoDbException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("injected")
                        .build())
                .statusCode(status)
                .message("injected")
                .build();
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        count("batchWriteItem");
        beforeWrite.accept(request);
        Map<String, List<WriteRequest>> taken = new HashMap<>();
        Map<String, List<WriteRequest>> left = new HashMap<>();
        request.requestItems()
                .forEach((table, writes) -> writes.forEach(
                        write -> (leftOver.test(write.putRequest().item()) ? left : taken)
                                .computeIfAbsent(table, any -> new ArrayList<>())
                                .add(write)));
        if (taken.isEmpty()) {
            return BatchWriteItemResponse.builder().unprocessedItems(left).build();
        }
        BatchWriteItemResponse response =
                behind.batchWriteItem(request.toBuilder().requestItems(taken).build());
        afterWrite.run();
        return left.isEmpty()
                ? response
                : response.toBuilder().unprocessedItems(left).build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        count("updateItem");
        beforeUpdate.accept(request);
        UpdateItemResponse response = behind.updateItem(request);
        afterUpdate.accept(request);
        return response;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        count("getItem");
        beforeRead.run();
        return behind.getItem(request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        count("query");
        beforeRead.run();
        QueryResponse response = behind.query(request);
        queried.addAndGet(response.scannedCount());
        return response;
    }

    private void count(String kind) {
        calls.getOrDefault(kind, new AtomicInteger()).incrementAndGet();
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {}
}
