package io.towersense.agent.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.telemetry.time.ManualClock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedOutboxTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void fill() throws Exception {
        file = folder.resolve("outbox.db");
        try (OutboxHarness harness = new OutboxHarness(folder, OutboxSettings.DEFAULTS)) {
            harness.add(harness.sampling.hot("cab1"));
            for (int i = 0; i < 2_000; i++) {
                harness.sample("cab1");
            }
            harness.outbox.cut();
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsSetAsideAndTheAgentStarts() throws Exception {
        Files.writeString(file, "this is not a database, and was never one ".repeat(200));
        try (OutboxHarness harness = new OutboxHarness(folder, OutboxSettings.DEFAULTS)) {
            Path aside = harness.status().damagedFile().orElseThrow();
            assertThat(aside.getFileName().toString()).startsWith("outbox.db.damaged-2026");
            assertThat(aside).content().startsWith("this is not a database");
            assertThat(harness.committed).isEmpty();
            ReadingIdentity reading = harness.sample("cab1");
            assertThat(harness.committed).containsExactly(reading);
        }
        assertThat(SqliteOutbox.read(folder).damagedFile()).isPresent();
    }

    @Test
    void aFileOfSomethingElseIsSetAside() throws Exception {
        Files.delete(file);
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("CREATE TABLE cats (name TEXT)");
        }
        try (OutboxHarness harness = new OutboxHarness(folder, OutboxSettings.DEFAULTS)) {
            assertThat(harness.status().damagedFile()).isPresent();
            harness.sample("cab1");
        }
    }

    @Test
    void damageThatIsFoundOnTheWayCostsTheFileButNotWhatIsAdded() throws Exception {
        overwrite(pagesOf("name = 'gap'"));
        try (OutboxHarness harness = new OutboxHarness(folder, OutboxSettings.DEFAULTS)) {
            assertThat(harness.status().damagedFile())
                    .as("nobody has looked yet")
                    .isEmpty();
            List<ReadingIdentity> added = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                added.add(harness.sample("cab1"));
            }
            harness.outbox.cut();
            assertThat(harness.status().damagedFile()).isPresent();
            assertThat(OutboxHarness.identities(harness.takeBatches())).containsAll(added.subList(1, 3));
            assertThat(harness.status().lastError()).isEmpty();
        }
    }

    @Test
    void damagedStatesCostTheFileAndTheAgentStarts() throws Exception {
        overwrite(pagesOf("name = 'state'"));
        try (OutboxHarness harness = new OutboxHarness(folder, OutboxSettings.DEFAULTS)) {
            assertThat(harness.outbox.states()).isEmpty();
            assertThat(harness.status().damagedFile()).isPresent();
            harness.sample("cab1");
            assertThat(harness.status().lastError()).isEmpty();
        }
    }

    @Test
    void damageThatIsFoundOnReadingCostsTheFileAndDeliveryGoesOn() throws Exception {
        overwrite(pagesOf("name = 'message' AND pagetype = 'overflow'"));
        try (OutboxHarness harness = new OutboxHarness(folder, OutboxSettings.DEFAULTS)) {
            assertThat(harness.status().damagedFile())
                    .as("nobody has looked yet")
                    .isEmpty();
            assertThat(harness.outbox.next(Lane.TELEMETRY)).isEmpty();
            assertThat(harness.status().damagedFile()).isPresent();
            harness.sample("cab1");
            harness.outbox.cut();
            assertThat(harness.outbox.next(Lane.TELEMETRY)).isPresent();
        }
    }

    @Test
    void aMessageThatTheDiskHasChangedIsSetAsideAndNeverSent() throws Exception {
        try (Connection hand = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = hand.createStatement()) {
            statement.execute("UPDATE message SET payload = x'7b7d' WHERE sequence ="
                    + " (SELECT min(sequence) FROM message WHERE lane = 'TELEMETRY')");
        }
        try (OutboxHarness harness = new OutboxHarness(folder, OutboxSettings.DEFAULTS)) {
            long before = harness.status().messages() - harness.status().alarms();
            assertThat(harness.takeAll(Lane.TELEMETRY)).hasSize((int) before - 1);
            harness.outbox.tend();
            assertThat(harness.status().setAside())
                    .singleElement()
                    .satisfies(aside -> assertThat(aside.reason()).contains("changed on the disk"));
        }
    }

    @Test
    void onlyTheLastDamagedFilesAreKept() throws Exception {
        for (int i = 0; i < 6; i++) {
            Files.writeString(file, ("damaged, number " + i + " ").repeat(300));
            Files.deleteIfExists(folder.resolve("outbox.db-wal"));
            ManualClock clock =
                    new ManualClock(Instant.parse("2026-11-22T10:00:00Z").plusSeconds(i));
            new OutboxHarness(folder, OutboxSettings.DEFAULTS, OutboxHarness.BOOT, clock).close();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(kept -> kept.toString().contains("damaged")))
                    .hasSize(3)
                    .anySatisfy(kept -> assertThat(kept).content().contains("number 5"));
        }
    }

    private List<Long> pagesOf(String condition) throws Exception {
        List<Long> pages = new ArrayList<>();
        try (Connection hand = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = hand.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pageno FROM dbstat WHERE " + condition)) {
            while (rows.next()) {
                pages.add(rows.getLong(1));
            }
        }
        assertThat(pages).isNotEmpty();
        return pages;
    }

    private void overwrite(List<Long> pages) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] noise = new byte[4096];
            Arrays.fill(noise, (byte) 0x5a);
            for (long page : pages) {
                raw.seek((page - 1) * 4096);
                raw.write(noise);
            }
        }
    }
}
