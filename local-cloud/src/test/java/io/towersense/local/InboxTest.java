package io.towersense.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.local.rule.RuleAction;
import io.towersense.telemetry.time.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {
    @TempDir
    private Path folder;

    private final List<String> taken = new ArrayList<>();
    private Inbox inbox;

    @BeforeEach
    void open() {
        inbox = Inbox.of(folder, new ManualClock(Instant.parse("2026-11-22T10:00:00Z")));
    }

    @Test
    void whatIsHandedInIsTakenOnceAndInOrder() throws Exception {
        assertThat(inbox.isEmpty()).isTrue();
        inbox.putRecord("..", "one".getBytes(UTF_8));
        inbox.invokeAlertHandler("two".getBytes(UTF_8));
        inbox.putRecord("gw-1", "three".getBytes(UTF_8));
        assertThat(inbox.isEmpty()).isFalse();

        takeAll();
        takeAll();

        assertThat(taken).containsExactly("..: one", "two", "gw-1: three");
        assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    void whatAStreamHasNoRoomForWaits() throws Exception {
        inbox.putRecord("gw-1", "one".getBytes(UTF_8));
        assertThatThrownBy(() -> inbox.takeAll(
                        (key, data) -> {
                            throw new RuleAction.BusyException("full", new IllegalStateException());
                        },
                        event -> {}))
                .isInstanceOf(RuleAction.BusyException.class);

        takeAll();

        assertThat(taken).containsExactly("gw-1: one");
    }

    @Test
    void aFileThatNobodyHandedInIsNamed() throws Exception {
        inbox.putRecord("gw-1", "one".getBytes(UTF_8));
        Files.writeString(folder.resolve("inbox/0.json"), "{}");
        assertThatThrownBy(this::takeAll)
                .isInstanceOf(IOException.class)
                .hasMessage("inbox/0.json is nothing that tower put there: delete it");
    }

    private void takeAll() throws Exception {
        inbox.takeAll(
                (key, data) -> taken.add(key + ": " + new String(data, UTF_8)),
                event -> taken.add(new String(event, UTF_8)));
    }
}
