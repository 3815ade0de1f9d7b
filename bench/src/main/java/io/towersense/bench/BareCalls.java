package io.towersense.bench;

import io.towersense.cloud.table.ReadingItems;
import io.towersense.telemetry.reading.Reading;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The limit: concurrent BatchWriteItem calls and nothing round them. The same client settings as the consumer's, the
 * same items, made beforehand; each thread takes the next request until there is none.
 */
final class BareCalls implements Contender {
    private static final int GROUP = 25;
    private static final int UNIT = 1_000;

    private final String name;
    private final String table;
    private final int inFlight;
    private final int wave;
    private final DynamoDbClient client;
    private final ExecutorService threads;
    private final Readings source = new Readings();

    private BareCalls(String name, String table, Database database, int inFlight, int wave) {
        this.name = name;
        this.table = table;
        this.inFlight = inFlight;
        this.wave = wave;
        this.client = database.client(inFlight);
        this.threads = Executors.newFixedThreadPool(inFlight);
    }

    /** Call upon call, never waiting for another. */
    static BareCalls unbroken(Database database, int inFlight) {
        String name = "bare calls, " + inFlight + " in flight";
        return new BareCalls(name, "bare-" + inFlight, database, inFlight, Integer.MAX_VALUE);
    }

    /** As whoever has to answer for an event before he gets the next: all of its calls done before those of another. */
    static BareCalls eventByEvent(Database database, int inFlight, Shape shape) {
        int wave = (shape.event() + GROUP - 1) / GROUP;
        return new BareCalls("same, event by event", "bare-by-event", database, inFlight, wave);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String table() {
        return table;
    }

    @Override
    public int unit() {
        return UNIT;
    }

    @Override
    public Sample store(int readings) throws IOException {
        List<BatchWriteItemRequest> requests = requests(source.take(readings));
        return Stopwatch.measure(readings, () -> call(requests));
    }

    private void call(List<BatchWriteItemRequest> requests) throws IOException {
        int step = Math.min(wave, requests.size());
        for (int start = 0; start < requests.size(); start += step) {
            callAll(requests.subList(start, Math.min(requests.size(), start + step)));
        }
    }

    private void callAll(List<BatchWriteItemRequest> requests) throws IOException {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> callers = new ArrayList<>();
        for (int i = 0; i < inFlight; i++) {
            callers.add(threads.submit(() -> {
                for (int at = next.getAndIncrement(); at < requests.size(); at = next.getAndIncrement()) {
                    if (!client.batchWriteItem(requests.get(at))
                            .unprocessedItems()
                            .isEmpty()) {
                        throw new IllegalStateException("the table left items over");
                    }
                }
            }));
        }
        try {
            for (Future<?> caller : callers) {
                caller.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(name + " failed: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(name + " was interrupted");
        }
    }

    private List<BatchWriteItemRequest> requests(List<Reading> readings) {
        ReadingItems items = new ReadingItems(Instant.now(), Duration.ofDays(365));
        List<BatchWriteItemRequest> requests = new ArrayList<>();
        for (int start = 0; start < readings.size(); start += GROUP) {
            List<WriteRequest> group = readings.subList(start, Math.min(readings.size(), start + GROUP)).stream()
                    .map(reading -> items.item(reading, Optional.empty()))
                    .map(item -> WriteRequest.builder()
                            .putRequest(put -> put.item(item))
                            .build())
                    .toList();
            requests.add(BatchWriteItemRequest.builder()
                    .requestItems(Map.of(table, group))
                    .build());
        }
        return requests;
    }

    @Override
    public void close() {
        threads.shutdown();
        client.close();
    }
}
