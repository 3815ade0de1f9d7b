package io.towersense.agent.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.codec.AlarmCodec;
import io.towersense.telemetry.codec.BatchCodec;
import io.towersense.telemetry.engine.DeviceState;
import io.towersense.telemetry.message.Batch;
import io.towersense.telemetry.message.MessageId;
import io.towersense.telemetry.time.ManualClock;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteOutboxTest {
    private static final OutboxSettings SETTINGS = OutboxSettings.DEFAULTS;

    @TempDir
    Path folder;

    @Test
    void theFirstReadingIsCommittedAtOnceAndTheNextOnesInGroups() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SETTINGS)) {
            ReadingIdentity first = harness.sample("cab1");
            assertThat(harness.committed).containsExactly(first);

            ReadingIdentity second = harness.sample("cab1");
            harness.pass(Duration.ofMillis(4_900));
            ReadingIdentity third = harness.sample("cab2");
            assertThat(harness.committed).containsExactly(first);
            assertThat(harness.status().waiting()).isEqualTo(2);

            harness.pass(Duration.ofMillis(100));
            assertThat(harness.committed).containsExactly(first, second, third);
            assertThat(harness.status().waiting()).isZero();
        }
    }

    @Test
    void anAlarmIsCommittedAtOnceTogetherWithTheReadingsBeforeItAndTheState() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SETTINGS)) {
            harness.sample("cab1");
            ReadingIdentity waiting = harness.sample("cab2");
            Judgement hot = harness.sampling.hot("cab1");
            ReadingIdentity alarming = harness.add(hot);

            assertThat(harness.committed).endsWith(waiting, alarming);
            AlarmEvent event = AlarmCodec.decode(
                    harness.outbox.next(Lane.ALARMS).orElseThrow().payload());
            assertThat(event).isEqualTo(hot.changes().get(0));
        }
        try (OutboxHarness again = new OutboxHarness(folder, SETTINGS)) {
            RememberedState state = again.state("cab1");
            assertThat(state.bootId()).isEqualTo(OutboxHarness.BOOT);
            assertThat(state.state().rule("temperature-high").orElseThrow().alarm())
                    .isPresent();
        }
    }

    @Test
    void aStateWithoutChangesIsRememberedWithTheNextGroup() throws Exception {
        Path agent = folder.resolve("agent");
        Path crashed = folder.resolve("crashed");
        DeviceState state;
        try (OutboxHarness harness = new OutboxHarness(agent, SETTINGS)) {
            harness.sample("cab1");
            Judgement judgement = harness.sampling.judgement("cab1", "23.75");
            state = judgement.state();
            harness.add(judgement);
            harness.pass(Duration.ofSeconds(5));
            OutboxFolders.copy(agent, crashed);
        }
        try (OutboxHarness again = new OutboxHarness(crashed, SETTINGS)) {
            assertThat(again.state("cab1").state()).isEqualTo(state);
        }
    }

    @Test
    void aBatchIsCutAfterItsTimeAndCarriesTheReadingsInOrderAsTheyWereStored() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SETTINGS)) {
            List<ReadingIdentity> added = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                added.add(harness.sample("cab" + i % 3));
                assertThat(harness.outbox.next(Lane.TELEMETRY)).isEmpty();
                harness.pass(Duration.ofSeconds(1));
            }
            OutboxMessage message = harness.outbox.next(Lane.TELEMETRY).orElseThrow();
            Batch batch = BatchCodec.decode(message.payload());

            assertThat(message.id()).isEqualTo(MessageId.of(message.payload()));
            assertThat(message.readings()).isEqualTo(10);
            assertThat(batch.rulesVersion()).contains(Sampling.RULES);
            assertThat(OutboxHarness.identities(List.of(batch))).isEqualTo(added);
            assertThat(harness.status().pending()).isEqualTo(10);
        }
    }

    @Test
    void aBatchIsCutAtItsSizeAndTheRestWaits() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SETTINGS.withCutBytes(1024))) {
            while (harness.status().messages() == 0) {
                harness.sample("cab1");
            }
            OutboxMessage message = harness.outbox.next(Lane.TELEMETRY).orElseThrow();
            assertThat(message.payload().length).isBetween(900, 1200);
            assertThat(harness.status().pending()).isGreaterThan(message.readings());
            assertThat(harness.outbox.next(Lane.TELEMETRY)).isEmpty();
        }
    }

    @Test
    void aBatchNeverHoldsMoreThanFiveThousandReadings() throws Exception {
        OutboxSettings roomy = SETTINGS.withCutBytes(80 * 1024).withMostWaiting(20_000);
        try (OutboxHarness harness = new OutboxHarness(folder, roomy)) {
            Judgement judgement = harness.sampling.calm("cab1");
            Moment now = new Moment(0, harness.clock.now());
            List<WaitingReading> tiny = new ArrayList<>();
            for (int i = 0; i < 5_001; i++) {
                tiny.add(new WaitingReading(
                        ReadingIdentity.of(judgement.reading().orElseThrow()),
                        new byte[] {'{', '}'},
                        OutboxHarness.BOOT,
                        Duration.ZERO,
                        Sampling.RULES,
                        now));
            }
            Group group = new Group(tiny, List.of(), Map.of(), List.of(), 0);
            Settlement none = new Settlement(Map.of(), Map.of(), Map.of());
            harness.outbox.store().commit(new Work(group, none, true), now, id -> false);

            assertThat(harness.takeAll(Lane.TELEMETRY))
                    .extracting(OutboxMessage::readings)
                    .containsExactly(5_000, 1);
        }
    }

    @Test
    void readingsJudgedByDifferentRulesNeverShareABatch() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SETTINGS)) {
            harness.sample("cab1");
            Judgement judgement = harness.sampling.calm("cab1");
            harness.add(new Judgement(
                    judgement.deviceId(),
                    judgement.reading(),
                    List.of(),
                    judgement.state(),
                    judgement.bootTime(),
                    "other-rules"));
            harness.outbox.cut();

            assertThat(harness.takeBatches())
                    .extracting(Batch::rulesVersion)
                    .containsExactly(Optional.of(Sampling.RULES), Optional.of("other-rules"));
        }
    }

    @Test
    void batchesAreDeflatedWhereThatIsSet() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SETTINGS.withGzip(true))) {
            for (int i = 0; i < 200; i++) {
                harness.sample("cab1");
            }
            harness.outbox.cut();
            OutboxMessage message = harness.outbox.next(Lane.TELEMETRY).orElseThrow();
            assertThat(message.payload()).startsWith(0x1f, 0x8b).hasSizeLessThan(4_000);
            assertThat(BatchCodec.decode(message.payload()).readings()).hasSize(200);
            assertThat(message.id()).isEqualTo(MessageId.of(message.payload()));
        }
    }

    @Test
    void telemetryGoesOldestFirstAndWhatIsOutIsNotHandedOutAgain() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SETTINGS)) {
            for (int i = 0; i < 3; i++) {
                harness.sample("cab1");
                harness.outbox.cut();
            }
            List<OutboxMessage> messages = harness.takeAll(Lane.TELEMETRY);
            assertThat(messages).extracting(OutboxMessage::sequence).isSorted().hasSize(3);

            harness.outbox.release(messages.get(1).id());
            harness.outbox.release(messages.get(0).id());
            assertThat(harness.takeAll(Lane.TELEMETRY))
                    .extracting(OutboxMessage::id)
                    .containsExactly(messages.get(0).id(), messages.get(1).id());
        }
    }

    @Test
    void aReleasedMessageIsTheSameByteForByteAlsoAfterARestart() throws Exception {
        byte[] sent;
        try (OutboxHarness harness = new OutboxHarness(folder, SETTINGS)) {
            harness.sample("cab1");
            harness.outbox.cut();
            OutboxMessage message = harness.outbox.next(Lane.TELEMETRY).orElseThrow();
            sent = message.payload();
            harness.outbox.release(message.id());
            assertThat(harness.outbox.next(Lane.TELEMETRY).orElseThrow().payload())
                    .isEqualTo(sent);
        }
        try (OutboxHarness again = new OutboxHarness(folder, SETTINGS)) {
            assertThat(again.outbox.next(Lane.TELEMETRY).orElseThrow().payload())
                    .isEqualTo(sent);
        }
    }

    @Test
    void whatIsDeliveredIsCountedAndForgottenForGood() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SETTINGS)) {
            harness.sample("cab1");
            harness.sample("cab1");
            harness.outbox.cut();
            OutboxMessage message = harness.outbox.next(Lane.TELEMETRY).orElseThrow();
            harness.outbox.delivered(message.id());
            assertThat(harness.status().delivered()).as("before it is on disk").isEqualTo(2);
            harness.outbox.commit();
            assertThat(harness.status().delivered()).isEqualTo(2);
            harness.outbox.delivered(message.id());
            harness.outbox.delivered("never heard of");
            harness.outbox.commit();
            assertThat(harness.status().delivered()).isEqualTo(2);
        }
        try (OutboxHarness again = new OutboxHarness(folder, SETTINGS)) {
            assertThat(again.outbox.next(Lane.TELEMETRY)).isEmpty();
            assertThat(again.status().delivered()).isEqualTo(2);
            assertThat(again.status().bytes()).isZero();
        }
    }

    @Test
    void aDeliveryThatWasNotWrittenDownGoesAgainAfterACrash() throws Exception {
        Path crashed = folder.resolve("crashed");
        Path before = folder.resolve("before");
        try (OutboxHarness harness = new OutboxHarness(before, SETTINGS)) {
            harness.sample("cab1");
            harness.outbox.cut();
            harness.outbox.delivered(
                    harness.outbox.next(Lane.TELEMETRY).orElseThrow().id());
            OutboxFolders.copy(before, crashed);
        }
        try (OutboxHarness again = new OutboxHarness(crashed, SETTINGS)) {
            assertThat(again.outbox.next(Lane.TELEMETRY)).isPresent();
            assertThat(again.status().delivered()).isZero();
        }
    }

    @Test
    void aMessageOfTheSameBytesIsSentOnceAndCountedTwice() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SETTINGS)) {
            Judgement judgement = harness.sampling.calm("cab1");
            harness.add(judgement);
            harness.outbox.cut();
            harness.add(judgement);
            harness.outbox.cut();
            List<OutboxMessage> messages = harness.takeAll(Lane.TELEMETRY);
            assertThat(messages).hasSize(1);
            harness.outbox.delivered(messages.get(0).id());
            harness.outbox.commit();
            assertThat(harness.status().delivered()).isEqualTo(2);
            assertThat(harness.status().pending()).isZero();
        }
    }

    @Test
    void refusalsAreCountedThroughARestart() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SETTINGS)) {
            harness.add(harness.sampling.hot("cab1"));
            for (int i = 0; i < 3; i++) {
                OutboxMessage message = harness.outbox.next(Lane.ALARMS).orElseThrow();
                assertThat(message.refusals()).isEqualTo(i);
                harness.outbox.refused(message.id());
                harness.outbox.release(message.id());
            }
        }
        try (OutboxHarness again = new OutboxHarness(folder, SETTINGS)) {
            assertThat(again.outbox.next(Lane.ALARMS).orElseThrow().refusals()).isEqualTo(3);
        }
    }

    @Test
    void aMessageSetAsideIsNamedAndTheLaneGoesOn() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SETTINGS)) {
            harness.sample("cab1");
            harness.outbox.cut();
            harness.sample("cab1");
            harness.outbox.cut();
            OutboxMessage first = harness.outbox.next(Lane.TELEMETRY).orElseThrow();
            harness.outbox.setAside(first.id(), "payload format invalid");
            harness.outbox.tend();

            assertThat(harness.outbox.next(Lane.TELEMETRY)).isPresent();
            OutboxStatus status = harness.status();
            assertThat(status.setAside())
                    .containsExactly(
                            new SetAside(first.id(), Lane.TELEMETRY, 1, "payload format invalid", harness.clock.now()));
            assertThat(status.setAsideCount()).isEqualTo(1);
            assertThat(status.messages()).isEqualTo(1);
            assertThat(status.pending()).isEqualTo(2);
        }
        try (OutboxHarness again = new OutboxHarness(folder, SETTINGS)) {
            assertThat(again.takeAll(Lane.TELEMETRY)).hasSize(1);
            assertThat(again.status().setAside()).hasSize(1);
        }
    }

    @Test
    void theStatesOfAnotherBootAreKnownAsSuch() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SETTINGS)) {
            harness.add(harness.sampling.hot("cab1"));
        }
        ManualClock rebooted = new ManualClock(Instant.parse("2026-11-22T11:00:00Z"));
        try (OutboxHarness again = new OutboxHarness(folder, SETTINGS, "another-boot", rebooted)) {
            assertThat(again.state("cab1").bootId()).isEqualTo(OutboxHarness.BOOT);
            again.sample("cab1");
        }
        try (OutboxHarness third = new OutboxHarness(folder, SETTINGS)) {
            assertThat(third.state("cab1").bootId()).isEqualTo("another-boot");
        }
    }

    @Test
    void readingsLeftOverFromTheLastRunAreCutInThisOne() throws Exception {
        ReadingIdentity left;
        try (OutboxHarness harness = new OutboxHarness(folder, SETTINGS)) {
            left = harness.sample("cab1");
        }
        try (OutboxHarness again = new OutboxHarness(folder, SETTINGS)) {
            assertThat(again.outbox.next(Lane.TELEMETRY)).isEmpty();
            again.pass(SETTINGS.cutEvery());
            assertThat(OutboxHarness.identities(again.takeBatches())).containsExactly(left);
        }
    }

    @Test
    void aReadingTooLargeForAnyMessageIsDroppedAndTold() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SETTINGS)) {
            Judgement judgement = harness.sampling.calm("cab1");
            var large = judgement.reading().orElseThrow().toBuilder();
            for (int i = 0; i < 1_000; i++) {
                large.value("m" + i + "x".repeat(100), BigDecimal.ONE);
            }
            harness.add(new Judgement(
                    "cab1",
                    Optional.of(large.build()),
                    List.of(),
                    judgement.state(),
                    judgement.bootTime(),
                    Sampling.RULES));
            harness.sample("cab1");
            harness.outbox.cut();

            Batch batch = harness.takeBatches().get(0);
            assertThat(batch.readings()).hasSize(1);
            assertThat(batch.gaps()).singleElement().satisfies(gap -> {
                assertThat(gap.reason()).isEqualTo(Gaps.TOO_LARGE);
                assertThat(gap.count()).isEqualTo(1);
            });
            assertThat(harness.status().dropped()).isEqualTo(1);
        }
    }

    @Test
    void anotherProcessReadsTheBooksWhileTheAgentRunsAndAfterIt() throws Exception {
        OutboxStatus last;
        try (OutboxHarness harness = new OutboxHarness(folder, SETTINGS)) {
            harness.sample("cab1");
            harness.add(harness.sampling.hot("cab1"));
            harness.outbox.cut();
            last = harness.status();
            assertThat(SqliteOutbox.read(folder)).isEqualTo(last);
        }
        assertThat(SqliteOutbox.read(folder)).usingRecursiveComparison().isEqualTo(last);
        assertThat(folder.toFile().list())
                .as("reading leaves no file behind that would belong to the reader")
                .containsExactlyInAnyOrder("outbox.db", "outbox.lock");
    }
}
