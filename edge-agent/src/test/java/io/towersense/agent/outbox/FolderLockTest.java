package io.towersense.agent.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.towersense.telemetry.time.Clock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class FolderLockTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(FolderLock.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    Path folder;

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void aSecondAgentWaitsForTheFirstToGoAndSaysSoOnce() throws Exception {
        SqliteOutbox first = open();
        CompletableFuture<SqliteOutbox> second = CompletableFuture.supplyAsync(this::openUnchecked);
        await().until(() -> !log.list.isEmpty());
        assertThat(second).isNotDone();

        first.close();
        second.join().close();
        assertThat(log.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .contains("(process " + ProcessHandle.current().pid() + ")", "waiting for it to go"));
    }

    @Test
    void theFirstAgentFindsOutThatAnotherWaitsAndThatItDoesNoLonger() throws Exception {
        SqliteOutbox first = open();
        assertThat(SqliteOutbox.isAwaited(folder)).isFalse();
        CompletableFuture<SqliteOutbox> second = CompletableFuture.supplyAsync(this::openUnchecked);
        await().until(() -> SqliteOutbox.isAwaited(folder));

        first.close();
        try (SqliteOutbox heir = second.join()) {
            assertThat(heir.status().pending()).isZero();
            assertThat(SqliteOutbox.isAwaited(folder)).isFalse();
        }
    }

    @Test
    void anAgentThatGivesUpWaitingIsAwaitedNoLonger() throws Exception {
        try (SqliteOutbox first = open()) {
            Thread second = new Thread(this::openUntilInterrupted);
            second.start();
            await().until(() -> SqliteOutbox.isAwaited(folder));
            second.interrupt();
            await().until(() -> !SqliteOutbox.isAwaited(folder));
            assertThat(first.status().pending()).isZero();
        }
    }

    @Test
    void theLockIsGivenBackWhenTheOutboxCannotBeOpened() throws Exception {
        Files.createDirectories(folder.resolve("outbox.db"));
        assertThat(CompletableFuture.supplyAsync(this::openUnchecked))
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableThat()
                .withMessageContaining("outbox.db: cannot be opened");
        assertThat(FolderLock.tryAcquire(folder)).hasValueSatisfying(FolderLock::close);
    }

    private SqliteOutbox openUnchecked() {
        try {
            return open();
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private void openUntilInterrupted() {
        try {
            open().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SqliteOutbox open() throws InterruptedException {
        return SqliteOutbox.open(
                folder, OutboxSettings.DEFAULTS, OutboxHarness.BOOT, Clock.system(), OutboxListener.NONE);
    }
}
