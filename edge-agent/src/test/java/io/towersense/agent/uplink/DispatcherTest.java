package io.towersense.agent.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.agent.outbox.OutboxListener;
import io.towersense.agent.outbox.OutboxMessage;
import io.towersense.agent.outbox.OutboxSettings;
import io.towersense.agent.outbox.Sampling;
import io.towersense.agent.outbox.SqliteOutbox;
import io.towersense.telemetry.message.Topics;
import io.towersense.telemetry.time.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatcherTest {
    private static final DeliverySettings SETTINGS = DeliverySettings.DEFAULTS.withMostRefusals(3);

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
    void noMoreThanTheWindowIsOut() {
        messages(8);
        dispatcher.step();
        assertThat(uplink.sent).hasSize(5);
        uplink.take().get(2).accept();
        dispatcher.step();
        assertThat(uplink.sent).hasSize(1);
    }

    @Test
    void alarmsGoBeforeTelemetryThatIsOlder() {
        messages(3);
        outbox.add(sampling.hot("cab1"));
        outbox.commit();
        dispatcher.step();
        assertThat(uplink.sent)
                .extracting(FakeUplink.Sent::topic)
                .containsExactly(
                        "towers/gateway-1/alarms",
                        "towers/gateway-1/telemetry",
                        "towers/gateway-1/telemetry",
                        "towers/gateway-1/telemetry");
    }

    @Test
    void noMoreThanAHundredMessagesBeginInASecond() {
        messages(130);
        int sent = 0;
        Duration start = clock.monotonic();
        while (clock.monotonic().minus(start).compareTo(Duration.ofMillis(999)) < 0) {
            dispatcher.step();
            List<FakeUplink.Sent> now = uplink.take();
            now.forEach(FakeUplink.Sent::accept);
            sent += now.size();
            clock.advance(Duration.ofMillis(1));
        }
        assertThat(sent).isEqualTo(100);
        clock.advance(dispatcher.step());
        dispatcher.step();
        assertThat(uplink.sent).isNotEmpty();
    }

    @Test
    void whatTheBrokerHasIsDeliveredOnce() {
        messages(2);
        dispatcher.step();
        uplink.take().forEach(FakeUplink.Sent::accept);
        dispatcher.step();
        outbox.commit();
        assertThat(told.delivered).hasSize(2);
        assertThat(outbox.status().delivered()).isEqualTo(2);
        assertThat(outbox.status().messages()).isZero();
        clock.advance(Duration.ofHours(1));
        dispatcher.step();
        assertThat(uplink.sent).isEmpty();
    }

    @Test
    void anUnconfirmedMessageGoesAgainAfterAPauseByteForByte() {
        messages(1);
        dispatcher.step();
        FakeUplink.Sent first = uplink.take().get(0);
        first.forget();
        Duration pause = dispatcher.step();
        assertThat(uplink.sent).isEmpty();
        assertThat(pause).isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(5));

        clock.advance(pause);
        dispatcher.step();
        assertThat(uplink.take())
                .singleElement()
                .satisfies(again -> assertThat(again.payload()).isEqualTo(first.payload()));
    }

    @Test
    void thePausesOfAMessageGrow() {
        messages(1);
        Duration last = Duration.ZERO;
        for (int i = 0; i < 4; i++) {
            dispatcher.step();
            uplink.take().get(0).forget();
            Duration pause = dispatcher.step();
            assertThat(pause).isGreaterThan(last);
            last = pause.multipliedBy(9).dividedBy(10);
            clock.advance(pause);
        }
    }

    @Test
    void afterAReconnectWhatWasUnconfirmedGoesAtOnce() {
        messages(2);
        dispatcher.step();
        List<FakeUplink.Sent> first = uplink.take();
        first.get(0).forget();
        dispatcher.step();
        first.get(1).forget();
        uplink.disconnect();
        dispatcher.step();
        assertThat(uplink.sent).as("nothing goes while there is no connection").isEmpty();

        uplink.connect();
        dispatcher.reconnected();
        dispatcher.step();
        assertThat(uplink.take())
                .extracting(FakeUplink.Sent::payload)
                .containsExactly(first.get(0).payload(), first.get(1).payload());
    }

    @Test
    void aMessageThatIsRefusedTooOftenIsSetAsideAndTheLaneGoesOn() {
        messages(2);
        for (int i = 0; i < 3; i++) {
            dispatcher.step();
            List<FakeUplink.Sent> sent = uplink.take();
            sent.get(0).refuse("payload format invalid");
            sent.stream().skip(1).forEach(FakeUplink.Sent::accept);
            dispatcher.step();
            clock.advance(Duration.ofMinutes(5));
        }
        outbox.commit();
        assertThat(told.setAside).containsExactly("payload format invalid");
        assertThat(told.delivered).as("the one behind it").hasSize(1);
        assertThat(outbox.status().setAside())
                .singleElement()
                .satisfies(aside -> assertThat(aside.reason()).isEqualTo("payload format invalid"));
        assertThat(outbox.status().messages()).isZero();
    }

    @Test
    void beingOfflineForALongTimeSetsNothingAside() {
        messages(1);
        for (int i = 0; i < 50; i++) {
            dispatcher.step();
            uplink.disconnect();
            uplink.take();
            dispatcher.step();
            clock.advance(Duration.ofMinutes(10));
            uplink.connect();
            dispatcher.reconnected();
        }
        dispatcher.step();
        assertThat(uplink.sent).hasSize(1);
        assertThat(told.setAside).isEmpty();
    }

    @Test
    void aRefusedMessageRestsThroughAReconnect() {
        messages(1);
        dispatcher.step();
        uplink.take().get(0).refuse("not authorized");
        dispatcher.step();
        dispatcher.reconnected();
        dispatcher.step();
        assertThat(uplink.sent).isEmpty();
    }

    private void messages(int count) {
        for (int i = 0; i < count; i++) {
            outbox.add(sampling.calm("cab1"));
            outbox.cut();
        }
    }

    private static final class Told implements DeliveryListener {
        private final List<OutboxMessage> delivered = new ArrayList<>();
        private final List<String> setAside = new ArrayList<>();

        @Override
        public void delivered(OutboxMessage message, Instant at) {
            delivered.add(message);
        }

        @Override
        public void setAside(OutboxMessage message, String reason) {
            setAside.add(reason);
        }

        @Override
        public void uplinkChanged(UplinkState state, String reason) {}
    }
}
