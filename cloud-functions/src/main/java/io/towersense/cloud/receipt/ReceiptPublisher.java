package io.towersense.cloud.receipt;

import io.towersense.cloud.text.PlainText;
import io.towersense.cloud.time.Deadline;
import io.towersense.telemetry.codec.ReceiptCodec;
import io.towersense.telemetry.message.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;

/**
 * The way of receipts to the gateways: {@code root/thing/receipts}, QoS 1, through the IoT data plane. What it does not
 * take in time is in the log and nowhere else, because a gateway without an answer sends its message again. Thread-safe.
 */
public final class ReceiptPublisher {
    /** The receipts of one event may take this long, or an endpoint that is slow would hold the stream up. */
    static final Duration MOST = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptPublisher.class);
    private static final Duration SHORTEST_CALL = Duration.ofMillis(50);
    private static final int QOS = 1;

    private final IotDataPlaneClient client;
    private final String topicRoot;
    private final Consumer<List<Runnable>> workers;
    private final AtomicLong unpublished = new AtomicLong();

    /** @param workers does what it is given, at one time perhaps, and returns when all of it is done */
    public ReceiptPublisher(IotDataPlaneClient client, String topicRoot, Consumer<List<Runnable>> workers) {
        this.client = client;
        this.topicRoot = topicRoot;
        this.workers = workers;
    }

    /** Publishes receipts, equal ones once. Never fails, and ends by the deadline, or after three seconds. */
    public void publish(List<AddressedReceipt> receipts, Deadline deadline) {
        Deadline end = deadline.atMost(MOST);
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        List<AddressedReceipt> distinct = receipts.stream().distinct().toList();
        workers.accept(distinct.stream()
                .<Runnable>map(receipt -> () -> publish(receipt, end, failures))
                .toList());
        if (!failures.isEmpty()) {
            LOG.warn(
                    "{} of {} receipts were not published ({} since the start), so their messages come again: {}",
                    failures.size(),
                    distinct.size(),
                    unpublished.addAndGet(failures.size()),
                    failures.element());
        }
    }

    /** How many receipts were not published since the start. */
    public long unpublished() {
        return unpublished.get();
    }

    private void publish(AddressedReceipt addressed, Deadline end, Queue<String> failures) {
        Duration left = end.left();
        if (left.compareTo(SHORTEST_CALL) < 0) {
            failures.add("no time was left");
            return;
        }
        try {
            client.publish(request -> request.topic(new Topics(topicRoot, addressed.thing()).receipts())
                    .qos(QOS)
                    .payload(SdkBytes.fromByteArrayUnsafe(ReceiptCodec.encode(addressed.receipt())))
                    .overrideConfiguration(bounds -> bounds.apiCallTimeout(left)));
        } catch (RuntimeException e) {
            failures.add(PlainText.of(e));
        }
    }
}
