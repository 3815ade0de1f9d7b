package io.towersense.cloud.alert;

import static io.towersense.cloud.testing.Alarms.cleared;
import static io.towersense.cloud.testing.Alarms.event;
import static io.towersense.cloud.testing.Alarms.raised;
import static io.towersense.cloud.testing.TestCloud.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.cloud.handover.AlarmHandover;
import io.towersense.cloud.testing.Alarms;
import io.towersense.cloud.testing.Events;
import io.towersense.cloud.testing.FaultyDynamoDb;
import io.towersense.cloud.testing.Items;
import io.towersense.cloud.testing.TestCloud;
import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

class AlarmNotificationTest {
    private static final Instant CLEARED = START.plusSeconds(60);

    private final TestCloud cloud = new TestCloud();
    private final AlertFunction handler = cloud.alertHandler();

    @Test
    void aRaiseIsToldOnceHoweverOftenItComes() {
        give(raised("a", 1, START));
        give(raised("a", 1, START));
        cloud.alertHandler().handle(Alarms.from("gateway-1", START, raised("a", 1, START)));

        assertThat(told()).containsExactly("a#1");
        assertThat(notifiedRevision()).isEqualTo(1);
    }

    @Test
    void aPersonLearnsWhatWhereSinceWhenTheLimitAndWhatToCheck() {
        give(raised("a", 1, START));

        assertThat(cloud.topic.published().get(0).subject())
                .isEqualTo("[CRITICAL] Temperature above limit: tower-1 at site-7");
        assertThat(cloud.topic.text("email"))
                .contains("temperature 47.3 °C is above the limit of 45 °C")
                .contains("Where: tower-1 at site-7")
                .contains("Value: 47.3 °C")
                .contains("Limit: above 45 °C")
                .contains("Since: 2026-11-22 10:00:00 UTC")
                .contains("Check: the cooling unit");
        assertThat(cloud.topic.text("sms"))
                .isEqualTo("[CRITICAL] tower-1: Temperature above limit 47.3 C, since 2026-11-22 10:00:00 UTC");
        assertThat(cloud.topic.attributes("severity")).containsExactly("critical");
        assertThat(cloud.topic.attributes("site")).containsExactly("site-7");
        assertThat(cloud.topic.attributes("metric")).containsExactly("temperature");
        assertThat(cloud.topic.attributes("change")).containsExactly("raised");
    }

    @Test
    void aClearIsToldOnceAndSaysHowLongItLasted() {
        give(raised("a", 1, START));
        give(cleared("a", 2, START, CLEARED));
        give(cleared("a", 2, START, CLEARED));

        assertThat(told()).containsExactly("a#1", "a#2");
        assertThat(cloud.topic.published().get(1).subject())
                .isEqualTo("[CLEARED] Temperature above limit: tower-1 at site-7");
        assertThat(cloud.topic.published().get(1).message()).contains("1 min");
    }

    @Test
    void aClearThatOvertakesItsRaiseIsASummaryAndTheRaiseIsNotTold() {
        give(cleared("a", 2, START, CLEARED));
        give(raised("a", 1, START));

        assertThat(told()).containsExactly("a#2");
        assertThat(cloud.topic.published().get(0).subject()).contains("for a while");
    }

    @Test
    void theClearOfAToldAlarmIsToldOnceThoughTheNextAlarmOvertookIt() {
        give(raised("a", 1, START));
        give(raised("b", 3, CLEARED));
        give(cleared("a", 2, START, CLEARED));
        give(cleared("a", 2, START, CLEARED));
        give(cleared("b", 4, CLEARED, CLEARED));
        give(cleared("a", 2, START, CLEARED));

        assertThat(told()).containsExactly("a#1", "b#3", "a#2", "b#4");
        assertThat(cloud.topic.published().get(2).subject())
                .isEqualTo("[CLEARED] Temperature above limit, an earlier alarm: tower-1 at site-7");
    }

    @Test
    void anAlarmThatWasOvertakenWholeIsOneSummary() {
        give(raised("a", 1, START));
        give(raised("c", 5, CLEARED));
        give(cleared("b", 4, START, CLEARED));
        give(raised("b", 3, START));
        give(cleared("a", 2, START, CLEARED));

        assertThat(told()).containsExactly("a#1", "c#5", "b#4", "a#2");
    }

    @Test
    void anOvertakenClearThatSnsDidNotTakeIsToldNextTime() {
        give(raised("a", 1, START));
        give(raised("b", 3, CLEARED));
        cloud.topic.failNext(1);
        assertThatThrownBy(() -> give(cleared("a", 2, START, CLEARED))).isInstanceOf(SdkException.class);

        give(cleared("b", 4, CLEARED, CLEARED));

        assertThat(told()).containsExactly("a#1", "b#3", "a#2", "b#4");
    }

    @Test
    void aChangeOfSeverityIsTold() {
        give(raised("a", 1, START));
        give(event("a", 2, AlarmChange.SEVERITY_CHANGED, START, CLEARED));

        assertThat(cloud.topic.attributes("change")).containsExactly("raised", "severity_changed");
    }

    @Test
    void whatAnOperatorDoesIsNotToldAndLeavesNothingOpen() {
        give(raised("a", 1, START));
        give(event("a", 2, AlarmChange.ACKNOWLEDGED, START, CLEARED));

        assertThat(told()).containsExactly("a#1");
        assertThat(notifiedRevision()).isEqualTo(2);
    }

    @Test
    void aNewAlarmOfTheSameRuleIsToldAnew() {
        give(raised("a", 1, START));
        give(cleared("a", 2, START, CLEARED));
        give(raised("b", 3, CLEARED));

        assertThat(told()).containsExactly("a#1", "a#2", "b#3");
    }

    @Test
    void whatSnsDidNotTakeIsToldNextTime() {
        cloud.topic.failNext(1);

        assertThatThrownBy(() -> give(raised("a", 1, START))).isInstanceOf(SdkException.class);
        assertThat(told()).isEmpty();
        give(raised("a", 1, START));

        assertThat(told()).containsExactly("a#1");
    }

    @Test
    void aCrashBetweenSnsAndTheMarkRepeatsTheSameNotificationAndLosesNothing() {
        AtomicBoolean dead = new AtomicBoolean();
        cloud.topic.meanwhile(() -> dead.set(true));
        cloud.dynamoDb.beforeUpdate(request -> {
            if (dead.get()) {
                throw FaultyDynamoDb.error("InternalServerError", 500);
            }
        });
        assertThatThrownBy(() -> give(raised("a", 1, START))).isInstanceOf(SdkException.class);

        cloud.topic.meanwhile(() -> {});
        cloud.dynamoDb.beforeUpdate(request -> {});
        give(raised("a", 1, START));

        assertThat(told()).containsExactly("a#1", "a#1");
        assertThat(notifiedRevision()).isEqualTo(1);
        assertThat(Duration.between(START, cloud.clock.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void twoHandlersOfOneEventAtTheSameTimeTellItOnce() throws Exception {
        CountDownLatch inTheMiddle = new CountDownLatch(1);
        CountDownLatch otherHasLooked = new CountDownLatch(2);
        cloud.topic.meanwhile(() -> {
            inTheMiddle.countDown();
            await(otherHasLooked);
        });
        AlertFunction second = cloud.alertHandler(span -> otherHasLooked.countDown());
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
            await(inTheMiddle);
            second.handle(Alarms.from("gateway-1", START, raised("a", 1, START)));
        });

        give(raised("a", 1, START));
        other.get(30, TimeUnit.SECONDS);

        assertThat(told()).containsExactly("a#1");
    }

    @Test
    void changesThatCameWhileNothingCouldBeToldAreToldInOrder() {
        cloud.topic.failNext(2);
        assertThatThrownBy(() -> give(raised("a", 1, START))).isInstanceOf(SdkException.class);
        assertThatThrownBy(() -> give(event("a", 2, AlarmChange.SEVERITY_CHANGED, START, START.plusSeconds(5))))
                .isInstanceOf(SdkException.class);
        give(cleared("a", 3, START, CLEARED));

        assertThat(told()).containsExactly("a#1", "a#2", "a#3");
    }

    @Test
    void anAlarmThatStillStandsWhenTheBackhaulReturnsIsToldOnceByItsLastState() {
        cloud.clock.advance(Duration.ofHours(3));
        AlertFunction[] next = new AlertFunction[1];
        next[0] = cloud.alertHandler(span -> cloud.alertHandler()
                .handle(Alarms.from(
                        "gateway-1",
                        cloud.clock.now(),
                        event("a", 2, AlarmChange.SEVERITY_CHANGED, START, START.plusSeconds(30)))));
        next[0].handle(Alarms.from("gateway-1", cloud.clock.now(), raised("a", 1, START)));

        assertThat(told()).containsExactly("a#2");
    }

    @Test
    void anAlarmThatCameAndWentWhileTheBackhaulWasAwayIsOneSummary() {
        cloud.clock.advance(Duration.ofHours(3));
        AlertFunction first = cloud.alertHandler(span -> give(cleared("a", 2, START, CLEARED)));
        first.handle(Alarms.from("gateway-1", cloud.clock.now(), raised("a", 1, START)));

        assertThat(told()).containsExactly("a#2");
        assertThat(cloud.topic.text("default"))
                .contains("2026-11-22 10:00:00 UTC to 2026-11-22 10:01:00 UTC, 1 min")
                .contains("it came and went before it could be told");
    }

    @Test
    void aLateRaiseThatNobodyClearsIsToldAfterAMoment() {
        cloud.clock.advance(Duration.ofHours(3));
        Instant before = cloud.clock.now();

        give(raised("a", 1, START));

        assertThat(told()).containsExactly("a#1");
        assertThat(Duration.between(before, cloud.clock.now())).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void anotherThingsAlarmGoesToQuarantine() {
        give(raised("a", 1, START));
        cloud.alertHandler().handle(Alarms.from("gateway-2", START, cleared("x", 9, START, CLEARED)));

        assertThat(told()).containsExactly("a#1");
        assertThat(cloud.quarantine.contents()).singleElement().satisfies(kept -> {
            assertThat(kept.get("reason").asText()).isEqualTo("foreign_device");
            assertThat(kept.get("thing").asText()).isEqualTo("gateway-2");
        });
    }

    @Test
    void anAlarmEventThatNobodyUnderstandsGoesToQuarantineOnce() {
        handler.handle(Events.enveloped("gateway-1", START, "{\"alarm_id\":\"a\"}".getBytes(UTF_8)));
        handler.handle(Events.enveloped("gateway-1", START, "{\"alarm_id\":\"a\"}".getBytes(UTF_8)));

        assertThat(cloud.quarantine.contents())
                .singleElement()
                .satisfies(kept -> assertThat(kept.get("reason").asText()).isEqualTo("undecodable"));
    }

    @Test
    void aSiteThatIsNoIdentifierGoesToQuarantine() {
        AlarmEvent event = raised("a", 1, START).toBuilder()
                .siteId(Optional.of("x\r\nBcc: all"))
                .build();

        give(event);

        assertThat(told()).isEmpty();
        assertThat(cloud.quarantine.contents())
                .singleElement()
                .satisfies(kept -> assertThat(kept.get("detail").asText()).startsWith("site_id"));
    }

    @Test
    void aHostileSentenceStaysOnItsLineAndWithinTheLimits() {
        give(raised("a", 1, START).toBuilder()
                .deviceId("d".repeat(128))
                .text("x\r\nCheck: nothing, all is well\u202e" + "y".repeat(50_000))
                .build());

        assertThat(cloud.topic.published().get(0).subject()).hasSize(100);
        assertThat(cloud.topic.text("sms")).hasSizeLessThanOrEqualTo(140);
        assertThat(cloud.topic.text("email").lines()).noneMatch(line -> line.startsWith("Check: nothing"));
        assertThat(cloud.topic.text("email")).hasSizeLessThan(1_500).doesNotContain("\u202e");
    }

    @Test
    void aSimulatedAlarmSaysSo() {
        give(raised("a", 1, START).toBuilder().simulated(true).build());

        assertThat(cloud.topic.published().get(0).subject()).startsWith("[SIMULATED] [CRITICAL] ");
        assertThat(cloud.topic.text("sms")).startsWith("[SIMULATED]");
    }

    @Test
    void aGatewayThatTakesOverFromTheCloudCountsItsRevisionsAnew() {
        handler.handle(AlarmHandover.encode(List.of(raised("cloud", 7, START))).get(0));
        give(raised("gateway", 1, CLEARED));
        give(cleared("gateway", 2, CLEARED, CLEARED.plusSeconds(5)));

        assertThat(told()).containsExactly("cloud#7", "gateway#1", "gateway#2");
    }

    @Test
    void theWordOfTheCloudDoesNotTouchAGatewaysAlarm() {
        give(raised("gateway", 1, START));
        handler.handle(AlarmHandover.encode(List.of(cleared("cloud", 8, START, CLEARED)))
                .get(0));

        assertThat(told()).containsExactly("gateway#1");
    }

    @Test
    void oneAlarmsTroubleKeepsNobodyFromHearingOfTheOthers() {
        AlarmEvent other = raised("b", 1, START).toBuilder().deviceId("tower-2").build();
        cloud.topic.failNext(1);

        assertThatThrownBy(() -> handler.handle(AlarmHandover.encode(List.of(raised("a", 1, START), other))
                        .get(0)))
                .isInstanceOf(SdkException.class);

        assertThat(told()).containsExactly("b#1");
    }

    private void give(AlarmEvent event) {
        handler.handle(Alarms.from("gateway-1", cloud.clock.now(), event));
    }

    private List<String> told() {
        return cloud.topic.attributes("notification_id");
    }

    private long notifiedRevision() {
        return Items.number(
                        cloud.tables.state("tower-1", "ALARM#temperature-high").orElseThrow(), "notified_revision")
                .longValueExact();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("waited in vain");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
