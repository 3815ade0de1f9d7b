package io.towersense.agent.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.agent.outbox.Lane;
import io.towersense.agent.outbox.OutboxListener;
import io.towersense.agent.outbox.OutboxMessage;
import io.towersense.agent.outbox.OutboxSettings;
import io.towersense.agent.outbox.Sampling;
import io.towersense.agent.outbox.SqliteOutbox;
import io.towersense.agent.uplink.FakeUplink.Sent;
import io.towersense.telemetry.message.MessageId;
import io.towersense.telemetry.message.Receipt;
import io.towersense.telemetry.message.Topics;
import io.towersense.telemetry.time.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delivery where only the cloud's receipt counts. */
class ReceiptDispatcherTest {
    private static final DeliverySettings SETTINGS = DeliverySettings.DEFAULTS
            .withMostRefusals(3)
            .withReceipts(ReceiptSettings.DEFAULTS
                    .withWaits(Duration.ofMinutes(2), Duration.ofMinutes(8))
                    .withMostAwaited(20));
    private static final LaneTopics TOPICS = LaneTopics.of(new Topics("towers", "gateway-1"));

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final Sampling sampling = new Sampling(clock);
    private final FakeUplink uplink = new FakeUplink();
    private final Told told = new Told();

    @TempDir
    Path folder;

    private SqliteOutbox outbox;
    private Dispatcher dispatcher;

    @BeforeEach
    void open() throws InterruptedException {
        outbox = SqliteOutbox.open(folder, OutboxSettings.DEFAULTS, "boot", clock, OutboxListener.NONE);
        dispatcher = new Dispatcher(outbox, uplink, TOPICS, SETTINGS, clock, told, new Random(1), () -> {});
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void whatIsAcceptedIsNotDeliveredBeforeItsReceiptIsThere() {
        messages(1);
        Sent sent = sendAll().get(0);
        outbox.commit();
        assertThat(outbox.status().delivered()).isZero();
        assertThat(told.delivered).isEmpty();

        receive(sent);
        outbox.commit();
        assertThat(outbox.status().delivered()).isEqualTo(1);
        assertThat(outbox.status().messages()).isZero();
        assertThat(told.delivered).hasSize(1);
    }

    @Test
    void moreThanTheWindowMayWaitForReceiptsAndNoMoreThanTheBound() {
        messages(25);
        List<Sent> sent = sendAll();
        assertThat(sent).hasSize(20);
        receive(sent.get(7));
        assertThat(sendAll()).hasSize(1);
    }

    @Test
    void anAlarmGoesWhileTheLaneOfTelemetryIsFull() {
        messages(25);
        sendAll();
        outbox.add(sampling.hot("cab1"));
        outbox.commit();
        assertThat(sendAll()).extracting(Sent::topic).containsExactly("towers/gateway-1/alarms");
    }

    @Test
    void aReceiptThatOvertakesTheAcknowledgementCounts() {
        messages(1);
        dispatcher.step();
        Sent sent = uplink.take().get(0);
        receive(sent);
        assertThat(told.delivered).isEmpty();
        sent.accept();
        dispatcher.step();
        assertThat(told.delivered).hasSize(1);
        clock.advance(Duration.ofHours(2));
        assertThat(sendAll()).isEmpty();
    }

    @Test
    void aReceiptThatComesTwiceOrForAnUnknownMessageChangesNothing() {
        messages(2);
        List<Sent> sent = sendAll();
        receive(sent.get(0));
        receive(sent.get(0));
        dispatcher.receipt(new Receipt("f".repeat(64), 1, 0));
        outbox.commit();
        assertThat(outbox.status().delivered()).isEqualTo(1);
        assertThat(outbox.status().pending()).isEqualTo(1);
        assertThat(told.delivered).hasSize(1);
    }

    @Test
    void receiptsMayComeInAnyOrder() {
        messages(5);
        List<Sent> sent = new ArrayList<>(sendAll());
        Collections.reverse(sent);
        sent.forEach(this::receive);
        outbox.commit();
        assertThat(outbox.status().delivered()).isEqualTo(5);
    }

    @Test
    void aMessageWithoutReceiptGoesAgainAfterMinutesByteForByte() {
        messages(1);
        Sent first = sendAll().get(0);
        clock.advance(Duration.ofSeconds(59));
        assertThat(sendAll()).isEmpty();
        clock.advance(Duration.ofSeconds(61));
        assertThat(sendAll())
                .singleElement()
                .satisfies(again -> assertThat(again.payload()).isEqualTo(first.payload()));
        clock.advance(Duration.ofSeconds(119));
        assertThat(sendAll()).as("the wait grows").isEmpty();
    }

    @Test
    void aReceiptThatIsLateCountsWhileTheMessageIsOnItsWayAgain() {
        messages(1);
        Sent first = sendAll().get(0);
        clock.advance(Duration.ofMinutes(2));
        dispatcher.step();
        receive(first);
        uplink.take().get(0).accept();
        dispatcher.step();
        assertThat(told.delivered).hasSize(1);
        assertThat(dispatcher.receipts().orElseThrow().on(clock).awaited()).isZero();
    }

    @Test
    void whileTheCloudIsSilentOneMessageAtATimeAsksWhetherItIsBackAndNoneIsGivenUp() {
        messages(15);
        assertThat(sendAll()).hasSize(15);
        int probes = 0;
        for (int second = 0; second < 24 * 60 * 60; second++) {
            clock.advance(Duration.ofSeconds(1));
            probes += sendAll().size();
        }
        assertThat(probes).as("pauses grow to eight minutes at most").isBetween(24 * 60 / 8, 24 * 60 / 4 + 5);
        assertThat(told.aside).isEmpty();
        assertThat(outbox.status().setAsideCount()).isZero();
    }

    @Test
    void whatNobodySaidToHaveIsNotTheMessagesFault() {
        messages(1);
        String unlucky = MessageId.of(sendAll(false).get(0).payload());
        for (int minute = 0; minute < 120; minute++) {
            messages(1);
            for (boolean isSent = true; isSent; ) {
                dispatcher.step();
                List<Sent> now = uplink.take();
                isSent = !now.isEmpty();
                for (Sent sent : now) {
                    if (MessageId.of(sent.payload()).equals(unlucky)) {
                        sent.forget();
                    } else {
                        sent.accept();
                        receive(sent);
                    }
                }
            }
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(told.aside).isEmpty();
    }

    @Test
    void whereReceiptsNeverComeDataArriveAllTheSameForMoreThanADay() {
        outbox.close();
        DeliverySettings standard = DeliverySettings.DEFAULTS.withReceipts(ReceiptSettings.DEFAULTS);
        reopen();
        dispatcher = new Dispatcher(outbox, uplink, TOPICS, standard, clock, told, new Random(1), () -> {});
        int sent = 0;
        for (int i = 0; i < 2_000; i++) {
            messages(1);
            clock.advance(Duration.ofSeconds(10));
            sent += sendAll().size();
        }
        assertThat(sent).isBetween(2_000, 2_030);
    }

    @Test
    void aClockThatIsSetRightIsNoSilence() {
        messages(1);
        sendAll();
        clock.set(clock.now().plus(Duration.ofDays(400)));
        assertThat(dispatcher.receipts().orElseThrow().on(clock).isSilent(clock.now()))
                .isFalse();
    }

    @Test
    void whenTheCloudAnswersAgainTheOthersDoNotWaitOutTheirLongPauses() {
        messages(15);
        List<Sent> sent = sendAll();
        for (int minute = 0; minute < 8 * 60; minute++) {
            clock.advance(Duration.ofMinutes(1));
            sendAll();
        }
        receive(sent.get(14));
        List<Sent> again = new ArrayList<>();
        for (int second = 0; second < 120; second++) {
            clock.advance(Duration.ofSeconds(1));
            again.addAll(sendAll());
        }
        assertThat(again.stream().map(one -> MessageId.of(one.payload())).distinct())
                .hasSize(14);
    }

    @Test
    void aMessageThatTheCloudNeverAnswersForWhileItAnswersOthersIsSetAsideAndTheLaneGoesOn() {
        messages(1);
        String poison = MessageId.of(sendAll().get(0).payload());
        int delivered = 0;
        for (int minute = 0; minute < 60; minute++) {
            messages(1);
            for (Sent sent : sendAll()) {
                if (!MessageId.of(sent.payload()).equals(poison)) {
                    receive(sent);
                    delivered++;
                }
            }
            clock.advance(Duration.ofMinutes(1));
        }
        outbox.commit();
        assertThat(delivered).isEqualTo(60);
        assertThat(told.aside).containsExactly("the cloud gives no receipt for it, and gives it for others");
        assertThat(outbox.status().setAside())
                .singleElement()
                .satisfies(aside -> assertThat(aside.id()).isEqualTo(poison));
    }

    @Test
    void aReceiptForAMessageThatWasSetAsideDeliversIt() {
        messages(1);
        Sent sent = sendAll().get(0);
        String id = MessageId.of(sent.payload());
        outbox.setAside(id, "by the test");
        outbox.commit();
        assertThat(outbox.status().setAsideCount()).isEqualTo(1);
        outbox.close();
        reopen();
        receive(sent);
        outbox.commit();
        assertThat(outbox.status().setAsideCount()).isZero();
        assertThat(outbox.status().delivered()).isEqualTo(1);
    }

    @Test
    void afterARestartAReceiptForWhatAnEarlierRunSentIsTaken() {
        messages(2);
        List<Sent> sent = sendAll();
        outbox.close();
        reopen();
        receive(sent.get(0));
        assertThat(sendAll())
                .singleElement()
                .satisfies(again ->
                        assertThat(again.payload()).isEqualTo(sent.get(1).payload()));
    }

    @Test
    void afterAReconnectWhatHasNoReceiptGoesAgainSoonForItMayBeLost() {
        messages(10);
        sendAll();
        uplink.disconnect();
        dispatcher.step();
        uplink.connect();
        dispatcher.reconnected();
        List<Sent> again = new ArrayList<>();
        for (int second = 0; second <= 120; second++) {
            again.addAll(sendAll());
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(again).hasSize(10);
    }

    @Test
    void theSilenceOfTheCloudIsMeasuredFromTheLastReceiptOrTheFirstMessage() {
        assertThat(dispatcher.receipts()).hasValue(ReceiptTimes.NONE);
        clock.advance(Duration.ofHours(1));
        messages(2);
        Instant first = clock.now();
        List<Sent> sent = sendAll();
        clock.advance(Duration.ofMinutes(14));
        assertThat(dispatcher.receipts().orElseThrow().on(clock))
                .isEqualTo(new ReceiptStatus(2, Optional.of(first), Optional.empty()));
        assertThat(dispatcher.receipts().orElseThrow().on(clock).isSilent(clock.now()))
                .isFalse();
        clock.advance(Duration.ofMinutes(1));
        assertThat(dispatcher.receipts().orElseThrow().on(clock).isSilent(clock.now()))
                .isTrue();
        receive(sent.get(0));
        assertThat(dispatcher.receipts().orElseThrow().on(clock))
                .isEqualTo(new ReceiptStatus(1, Optional.of(clock.now()), Optional.of(clock.now())));
        receive(sent.get(1));
        assertThat(dispatcher.receipts().orElseThrow().on(clock).silentSince()).isEmpty();
    }

    @Test
    void anUnconfirmedMessageIsDeliveredByItsReceipt() {
        messages(1);
        dispatcher.step();
        Sent sent = uplink.take().get(0);
        sent.forget();
        dispatcher.step();
        receive(sent);
        assertThat(told.delivered).hasSize(1);
    }

    @Test
    void whileTheUplinkTakesNothingOneMessageAfterEachPauseFindsOutWhetherItDoesAgain() {
        messages(8);
        dispatcher.step();
        List<Sent> sent = uplink.take();
        assertThat(sent).hasSize(5);
        uplink.hold();
        sent.forEach(one -> one.hold(Duration.ofSeconds(5)));
        assertThat(dispatcher.step()).isEqualTo(Duration.ofSeconds(5));
        assertThat(uplink.sent).isEmpty();

        clock.advance(Duration.ofSeconds(5));
        dispatcher.step();
        List<Sent> probe = uplink.take();
        assertThat(probe)
                .singleElement()
                .satisfies(
                        one -> assertThat(one.payload()).isEqualTo(sent.get(0).payload()));
        uplink.connect();
        probe.get(0).accept();
        assertThat(sendAll()).hasSize(7);
        assertThat(outbox.status().setAsideCount()).isZero();
    }

    @Test
    void aLaneThatIsHeldDoesNotHoldTheOther() {
        messages(2);
        dispatcher.step();
        List<Sent> sent = uplink.take();
        uplink.hold();
        sent.forEach(one -> one.hold(Duration.ofMinutes(10)));
        outbox.add(sampling.hot("cab1"));
        outbox.commit();
        assertThat(sendAll()).extracting(Sent::topic).containsExactly("towers/gateway-1/alarms");
        clock.advance(Duration.ofMinutes(10));
        assertThat(sendAll()).extracting(Sent::topic).contains("towers/gateway-1/telemetry");
    }

    /** Lets the uplink accept all that is sent; what it was, in order. */
    private List<Sent> sendAll() {
        return sendAll(true);
    }

    private List<Sent> sendAll(boolean isAccepted) {
        List<Sent> all = new ArrayList<>();
        while (true) {
            dispatcher.step();
            List<Sent> now = uplink.take();
            if (now.isEmpty()) {
                return all;
            }
            now.forEach(isAccepted ? Sent::accept : Sent::forget);
            all.addAll(now);
        }
    }

    private void receive(Sent sent) {
        dispatcher.receipt(new Receipt(MessageId.of(sent.payload()), 1, 0));
    }

    private void messages(int count) {
        for (int i = 0; i < count; i++) {
            outbox.add(sampling.calm("cab1"));
            outbox.cut();
        }
    }

    private void reopen() {
        try {
            open();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Told implements DeliveryListener {
        private final List<OutboxMessage> delivered = new ArrayList<>();
        private final List<String> aside = new ArrayList<>();

        @Override
        public void delivered(OutboxMessage message, Instant at) {
            delivered.add(message);
        }

        @Override
        public void setAside(OutboxMessage message, String reason) {
            assertThat(message.lane()).isEqualTo(Lane.TELEMETRY);
            aside.add(reason);
        }

        @Override
        public void uplinkChanged(UplinkState state, String reason) {}
    }
}
