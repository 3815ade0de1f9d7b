package io.towersense.agent.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the cost of a start, and of each step after it, does not grow with what waits. */
class OutboxStartTest {
    @TempDir
    Path folder;

    static List<String> statements() {
        return Tables.STATEMENTS;
    }

    @ParameterizedTest
    @MethodSource("statements")
    void noStatementLooksThroughReadingsOrMessages(String sql) throws Exception {
        try (Database database = Database.open(folder.resolve("outbox.db"))) {
            List<String> plan = new ArrayList<>();
            try (ResultSet rows =
                    database.statement("EXPLAIN QUERY PLAN " + sql).executeQuery()) {
                while (rows.next()) {
                    plan.add(rows.getString("detail"));
                }
            }
            assertThat(plan)
                    .noneMatch(step -> step.startsWith("SCAN reading") || step.startsWith("SCAN message"))
                    .noneMatch(step -> step.contains("TEMP B-TREE"));
        }
    }

    @Test
    void openingReadsNoMessagesBeyondTheFirstOfEachLane() throws Exception {
        OutboxStatus before;
        try (OutboxHarness harness = new OutboxHarness(folder, OutboxSettings.DEFAULTS)) {
            for (int i = 0; i < 20; i++) {
                harness.sample("cab1");
                harness.add(harness.sampling.hot("cab" + i));
                harness.outbox.cut();
            }
            for (int i = 0; i < 2_000; i++) {
                harness.add(harness.sampling.bulky("cab1"));
            }
            harness.outbox.cut();
            before = harness.status();
        }
        long overwritten = overwriteMessagePagesAfterTheFirst();
        assertThat(overwritten).isGreaterThan(300);
        try (OutboxHarness again = new OutboxHarness(folder, OutboxSettings.DEFAULTS)) {
            assertThat(again.status()).isEqualTo(before);
            assertThat(again.outbox.states()).hasSize(20);
            again.sample("cab1");
            again.outbox.commit();
            assertThat(again.status().damagedFile())
                    .as("nor does a commit look at what waits")
                    .isEmpty();
            assertThat(again.outbox.next(Lane.ALARMS)).isPresent();
        }
    }

    private long overwriteMessagePagesAfterTheFirst() throws Exception {
        Path file = folder.resolve("outbox.db");
        List<Long> pages = new ArrayList<>();
        try (Connection hand = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = hand.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT pageno, pagetype, path FROM dbstat WHERE name = 'message'"
                                + " AND pagetype <> 'internal' ORDER BY path")) {
            rows.next();
            while (rows.next()) {
                pages.add(rows.getLong(1));
            }
        }
        // The last leaf is where the next message goes.
        long lastLeaf = pages.get(pages.size() - 1);
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] noise = new byte[4096];
            Arrays.fill(noise, (byte) 0x5a);
            for (long page : pages) {
                if (page != lastLeaf) {
                    raw.seek((page - 1) * 4096);
                    raw.write(noise);
                }
            }
        }
        return pages.size();
    }
}
