package io.towersense.agent.uplink;

import io.towersense.agent.loop.Loop;
import io.towersense.agent.outbox.Outbox;
import io.towersense.telemetry.codec.ReceiptCodec;
import io.towersense.telemetry.codec.UndecodableException;
import io.towersense.telemetry.message.Receipt;
import io.towersense.telemetry.time.Clock;
import io.towersense.telemetry.value.PrintableText;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that moves messages from the outbox over the uplink, alarms first: a bounded window of them out at a time, so
 * many a second at most. What the broker acknowledges is delivered, or, where receipts count, what the cloud has given its
 * receipt for. What is refused goes again after a pause, and is set aside when it was refused too often; what nobody has
 * answered for goes again byte for byte. All decisions are taken on the loop's own thread.
 */
public final class Delivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MOST_RECEIPTS = 10_000;
    private static final Duration FOR_THE_STEP_UNDER_WAY = Duration.ofSeconds(5);

    private final Uplink uplink;
    private final Clock clock;
    private final DeliverySettings settings;
    private final DeliveryListener listener;
    private final Dispatcher dispatcher;
    private final CountDownLatch drained = new CountDownLatch(1);
    private final BlockingQueue<Receipt> receipts = new LinkedBlockingQueue<>(MOST_RECEIPTS);
    private volatile UplinkState lastState = UplinkState.CONNECTING;
    private volatile Optional<ReceiptTimes> receiptTimes;
    private volatile boolean isReconnected;
    private volatile boolean isDraining;
    private volatile @Nullable Loop loop;

    private Delivery(
            Outbox outbox,
            Uplink uplink,
            LaneTopics topics,
            DeliverySettings settings,
            Clock clock,
            DeliveryListener listener) {
        this.uplink = uplink;
        this.clock = clock;
        this.settings = settings;
        this.listener = listener;
        this.dispatcher =
                new Dispatcher(outbox, uplink, topics, settings, clock, listener, new SplittableRandom(), this::wake);
        this.receiptTimes = settings.receipts().map(waits -> ReceiptTimes.NONE);
    }

    /** Starts the uplink and the loop. The outbox stays the caller's to close, after this; the uplink is closed here. */
    public static Delivery start(
            Outbox outbox,
            Uplink uplink,
            LaneTopics topics,
            DeliverySettings settings,
            Clock clock,
            DeliveryListener listener) {
        Delivery delivery = new Delivery(outbox, uplink, topics, settings, clock, listener);
        delivery.loop = Loop.start("delivery", delivery::step);
        outbox.onMessages(delivery::wake);
        if (settings.receipts().isPresent()) {
            uplink.subscribe(topics.topics().receipts(), delivery::receiptCame);
        }
        uplink.start(delivery::uplinkChanged);
        return delivery;
    }

    /**
     * Takes no more messages, waits a bounded time for what is out, and closes the uplink. What was delivered is written
     * down by the outbox' next commit, as its closing is.
     */
    @Override
    public void close() {
        isDraining = true;
        wake();
        try {
            if (!drained.await(settings.drain().toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.info("some messages are unanswered; they go again at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        uplink.close();
        Loop running = loop;
        if (running == null || running.stop(FOR_THE_STEP_UNDER_WAY)) {
            dispatcher.settleAnswers();
        }
    }

    /** How it stands with the cloud's receipts; empty where they do not count. */
    public Optional<ReceiptStatus> receipts() {
        return receiptTimes.map(times -> times.on(clock));
    }

    private void receiptCame(String topic, byte[] payload) {
        try {
            if (!receipts.offer(ReceiptCodec.decode(payload))) {
                LOG.debug("a receipt is left out, for there are too many; its message goes again");
            }
            wake();
        } catch (UndecodableException e) {
            LOG.warn(
                    "what came on {} is no receipt: {}",
                    topic,
                    PrintableText.onOneLine(String.valueOf(e.getMessage())));
        }
    }

    private void uplinkChanged(UplinkState state, String reason) {
        if (state == UplinkState.CONNECTED && lastState != UplinkState.HELD) {
            isReconnected = true;
        }
        lastState = state;
        listener.uplinkChanged(state, reason);
        wake();
    }

    private Duration step() {
        for (Receipt receipt = receipts.poll(); receipt != null; receipt = receipts.poll()) {
            dispatcher.receipt(receipt);
        }
        if (isDraining) {
            dispatcher.settleAnswers();
            if (!dispatcher.isWaiting()) {
                drained.countDown();
            }
            return LONGEST_PAUSE;
        }
        if (isReconnected) {
            isReconnected = false;
            dispatcher.reconnected();
        }
        Duration pause = dispatcher.step();
        receiptTimes = dispatcher.receipts();
        return pause;
    }

    private void wake() {
        Loop running = loop;
        if (running != null) {
            running.wake();
        }
    }
}
