package io.towersense.cloud.consumer;

import io.towersense.cloud.device.GatewayRegister;
import io.towersense.cloud.text.PlainText;
import io.towersense.cloud.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The noting of gateways that were heard, by which they are watched for silence. It never holds data up: none is begun
 * after the time for writing, and where one fails the event's others are left, because they go to the same table.
 */
final class GatewayTouches {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayTouches.class);

    private static final Duration LONGEST = Duration.ofSeconds(4);

    private final GatewayRegister register;

    GatewayTouches(GatewayRegister register) {
        this.register = register;
    }

    /**
     * What notes the gateways of these records, beside other work; it throws nothing.
     *
     * @param deadline by when it is given up
     */
    List<Runnable> of(List<OpenedRecord> records, Deadline deadline) {
        Map<String, Instant> heard = new HashMap<>();
        for (OpenedRecord record : records) {
            record.signOfLife()
                    .ifPresent(message -> heard.merge(
                            message.thing(), message.receivedAt(), (one, other) -> one.isAfter(other) ? one : other));
        }
        AtomicBoolean ended = new AtomicBoolean();
        List<Runnable> touches = new ArrayList<>();
        heard.forEach((thing, at) -> {
            if (register.isDue(thing, at)) {
                touches.add(() -> touch(thing, at, deadline, ended));
            }
        });
        return touches;
    }

    private void touch(String thing, Instant heardAt, Deadline deadline, AtomicBoolean ended) {
        if (ended.get()) {
            return;
        }
        Duration left = deadline.atMost(LONGEST).left();
        if (left.isNegative() || left.isZero()) {
            end(ended, thing, "the event's time for writing is up");
            return;
        }
        try {
            register.touch(thing, heardAt, left);
        } catch (RuntimeException e) {
            end(ended, thing, PlainText.of(e));
        }
    }

    private static void end(AtomicBoolean ended, String thing, String why) {
        if (ended.compareAndSet(false, true)) {
            LOG.warn(
                    "gateway {} was heard, and its item does not say so, nor may those of the event's others: {}",
                    thing,
                    why);
        }
    }
}
