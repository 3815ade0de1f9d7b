package io.towersense.cloud.consumer;

import io.towersense.cloud.device.GatewayRegister;
import io.towersense.cloud.text.PlainText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The noting of gateways that were heard, by which they are watched for silence. It never holds data up. */
final class GatewayTouches {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayTouches.class);

    private final GatewayRegister register;

    GatewayTouches(GatewayRegister register) {
        this.register = register;
    }

    /** What notes the gateways of these records, beside other work; it throws nothing. */
    List<Runnable> of(List<OpenedRecord> records) {
        Map<String, Instant> heard = new HashMap<>();
        for (OpenedRecord record : records) {
            record.signOfLife()
                    .ifPresent(message -> heard.merge(
                            message.thing(), message.receivedAt(), (one, other) -> one.isAfter(other) ? one : other));
        }
        List<Runnable> touches = new ArrayList<>();
        heard.forEach((thing, at) -> {
            if (register.isDue(thing, at)) {
                touches.add(() -> touch(thing, at));
            }
        });
        return touches;
    }

    private void touch(String thing, Instant heardAt) {
        try {
            register.touch(thing, heardAt);
        } catch (RuntimeException e) {
            LOG.warn("gateway {} was heard, and its item does not say so: {}", thing, PlainText.of(e));
        }
    }
}
