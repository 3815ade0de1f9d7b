package io.towersense.cloud.consumer;

import io.towersense.cloud.testing.FaultyDynamoDb;
import io.towersense.cloud.testing.TestCloud;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Faults everywhere, at random but repeatable, until they are over. */
final class Trouble {
    private final Random random;
    private final double probability;
    private int left;

    /** @param most how many faults there are before all is well */
    Trouble(long seed, double probability, int most) {
        this.random = new Random(seed);
        this.probability = probability;
        this.left = most;
    }

    void haunt(TestCloud cloud) {
        cloud.dynamoDb.leaveOver(item -> strikes());
        cloud.dynamoDb.beforeWrite(request -> fail());
        // A crash between SNS and the mark may repeat a message: a test of its own.
        cloud.dynamoDb.beforeUpdate(request -> {
            if (!isMark(request)) {
                fail();
            }
        });
        // The write took place, and its answer is lost.
        cloud.dynamoDb.afterUpdate(request -> {
            if (!isMark(request)) {
                fail();
            }
        });
        cloud.dynamoDb.beforeRead(this::fail);
        cloud.quarantine.before(this::fail);
        cloud.invocations.before(this::fail);
        cloud.topic.before(this::fail);
    }

    void end() {
        synchronized (random) {
            left = 0;
        }
    }

    private static boolean isMark(UpdateItemRequest request) {
        return request.updateExpression().contains("told_over = ");
    }

    private void fail() {
        if (strikes()) {
            throw FaultyDynamoDb.error("InternalServerError", 500);
        }
    }

    boolean strikes() {
        synchronized (random) {
            boolean strikes = left > 0 && random.nextDouble() < probability;
            left -= strikes ? 1 : 0;
            return strikes;
        }
    }
}
