package io.towersense.agent;

import io.towersense.agent.uplink.ReceiptStatus;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once in the log when the cloud's receipts stay away, and once when they are back. Not thread-safe. */
final class ReceiptWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptWatch.class);

    private final String topic;
    private boolean wasSilent;

    /** @param topic on which receipts come */
    ReceiptWatch(String topic) {
        this.topic = topic;
    }

    void look(ReceiptStatus receipts, Instant now) {
        boolean isSilent = receipts.isSilent(now);
        if (isSilent && !wasSilent) {
            LOG.warn(
                    "the cloud has given no receipt since {} and {} messages wait for theirs: the backhaul is down, or the"
                            + " functions do not publish on {}, or this gateway may not subscribe to it",
                    receipts.silentSince().orElse(now),
                    receipts.awaited(),
                    topic);
        } else if (wasSilent && !isSilent) {
            LOG.info("the cloud gives receipts again");
        }
        wasSilent = isSilent;
    }
}
