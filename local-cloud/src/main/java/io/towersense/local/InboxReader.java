package io.towersense.local;

import io.towersense.local.rule.RuleAction;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that looks into the {@link Inbox} now and then. */
final class InboxReader implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(InboxReader.class);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Inbox inbox;
    private final RecordSink stream;
    private final Inbox.AlertEvents alertHandler;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "inbox");

    private InboxReader(Inbox inbox, RecordSink stream, Inbox.AlertEvents alertHandler) {
        this.inbox = inbox;
        this.stream = stream;
        this.alertHandler = alertHandler;
    }

    static InboxReader start(Inbox inbox, RecordSink stream, Inbox.AlertEvents alertHandler) {
        InboxReader reader = new InboxReader(inbox, stream, alertHandler);
        reader.thread.start();
        return reader;
    }

    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        thread.join();
    }

    private void run() {
        String told = "";
        try {
            while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    inbox.takeAll(stream, alertHandler);
                } catch (RuleAction.BusyException busy) {
                    LOGGER.debug("the inbox waits: {}", busy.getMessage());
                } catch (IOException | RuntimeException failed) {
                    if (!told.equals(failed.toString())) {
                        LOGGER.warn("the inbox cannot be taken on with: {}", failed.toString());
                    }
                    told = failed.toString();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
