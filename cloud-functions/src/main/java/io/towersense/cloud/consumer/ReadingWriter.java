package io.towersense.cloud.consumer;

import io.towersense.cloud.quarantine.QuarantineReason;
import io.towersense.cloud.table.Attributes;
import io.towersense.cloud.table.ReadingItems;
import io.towersense.cloud.time.Backoff;
import io.towersense.cloud.time.Deadline;
import io.towersense.cloud.time.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The writing of readings, in write groups of one BatchWriteItem each. What the table leaves over is tried again after a
 * pause with jitter; if the table calls a group invalid, its items are tried one by one, and only the culprit goes to
 * quarantine.
 */
final class ReadingWriter {
    /** The most that BatchWriteItem takes. */
    static final int GROUP = 25;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Pause pause;

    ReadingWriter(DynamoDbClient dynamoDb, String table, Pause pause) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.pause = pause;
    }

    /** The writes as tasks of a group each, which may be done at one time and throw nothing. */
    List<Runnable> tasks(List<ReadingWrite> writes, ReadingItems items, Deadline deadline, Ledger ledger) {
        List<Runnable> tasks = new ArrayList<>();
        for (int start = 0; start < writes.size(); start += GROUP) {
            List<ReadingWrite> group = writes.subList(start, Math.min(writes.size(), start + GROUP));
            tasks.add(() -> new Group(items, deadline, ledger).write(group, 0));
        }
        return tasks;
    }

    /** One write group under way. */
    private final class Group {
        private final ReadingItems items;
        private final Deadline deadline;
        private final Ledger ledger;
        private final Backoff backoff;

        Group(ReadingItems items, Deadline deadline, Ledger ledger) {
            this.items = items;
            this.deadline = deadline;
            this.ledger = ledger;
            this.backoff = new Backoff(
                    deadline, pause, () -> ThreadLocalRandom.current().nextDouble());
        }

        /**
         * Writes these.
         *
         * @param before how often they were tried before
         */
        void write(List<ReadingWrite> group, int before) {
            List<ReadingWrite> waiting = group;
            RuntimeException cause = new UnprocessedException(table);
            for (int tries = before + 1; !waiting.isEmpty(); tries++) {
                if (!deadline.leaves(Duration.ZERO)) {
                    fail(waiting, cause);
                    return;
                }
                try {
                    waiting = put(waiting);
                } catch (RuntimeException e) {
                    TableFault fault = TableFault.of(e);
                    if (fault == TableFault.FAILED) {
                        fail(waiting, e);
                        return;
                    }
                    if (fault == TableFault.REFUSED) {
                        waiting = isolate(waiting, e, tries);
                        continue;
                    }
                    cause = e;
                }
                if (!waiting.isEmpty() && !backoff.again()) {
                    fail(waiting, cause);
                    return;
                }
            }
        }

        /** Writes these and returns what the table left over. */
        private List<ReadingWrite> put(List<ReadingWrite> writes) {
            List<WriteRequest> requests = new ArrayList<>(writes.size());
            for (ReadingWrite write : writes) {
                Arrival arrival = write.arrival();
                Map<String, AttributeValue> item = items.item(arrival.reading(), arrival.thing());
                requests.add(
                        WriteRequest.builder().putRequest(put -> put.item(item)).build());
            }
            BatchWriteItemResponse response =
                    dynamoDb.batchWriteItem(request -> request.requestItems(Map.of(table, requests)));
            List<WriteRequest> leftOver = response.unprocessedItems().getOrDefault(table, List.of());
            return leftOver.isEmpty() ? List.of() : those(writes, requests, leftOver);
        }

        private List<ReadingWrite> those(
                List<ReadingWrite> writes, List<WriteRequest> requests, List<WriteRequest> leftOver) {
            List<List<AttributeValue>> keys =
                    leftOver.stream().map(ReadingWriter::key).toList();
            List<ReadingWrite> those = new ArrayList<>();
            for (int i = 0; i < writes.size(); i++) {
                if (keys.contains(key(requests.get(i)))) {
                    those.add(writes.get(i));
                }
            }
            return those;
        }

        /** Tries the writes one by one; returns what to try instead of a single one that is refused. */
        private List<ReadingWrite> isolate(List<ReadingWrite> writes, RuntimeException cause, int tries) {
            if (writes.size() > 1) {
                writes.forEach(write -> write(List.of(write), tries));
                return List.of();
            }
            ReadingWrite refused = writes.get(0);
            String detail = String.valueOf(cause.getMessage());
            ledger.quarantine(refused.arrival(), QuarantineReason.REFUSED_BY_TABLE, detail, tries);
            return refused.earlier().map(List::of).orElse(List.of());
        }

        private void fail(List<ReadingWrite> writes, RuntimeException cause) {
            writes.stream().flatMap(ReadingWrite::all).forEach(arrival -> ledger.fail(arrival.position(), cause));
        }
    }

    private static List<AttributeValue> key(WriteRequest request) {
        Map<String, AttributeValue> item = request.putRequest().item();
        return List.of(item.get(Attributes.DEVICE_ID), item.get(Attributes.TIMESTAMP));
    }
}
