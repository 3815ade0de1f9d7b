package io.towersense.cloud.alert;

import static io.towersense.cloud.testing.Alarms.cleared;
import static io.towersense.cloud.testing.Alarms.event;
import static io.towersense.cloud.testing.Alarms.raised;
import static io.towersense.cloud.testing.TestCloud.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.cloud.consumer.ConsumerFunction;
import io.towersense.cloud.event.EventsNotPutException;
import io.towersense.cloud.handover.AlarmHandover;
import io.towersense.cloud.testing.Alarms;
import io.towersense.cloud.testing.Events;
import io.towersense.cloud.testing.Items;
import io.towersense.cloud.testing.TestCloud;
import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.codec.AlarmCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Each change comes to the bus, whatever fails, and people do not notice. */
class AlarmChangeDeliveryTest {
    private static final Instant LATER = START.plusSeconds(60);

    private final TestCloud cloud = new TestCloud();
    private final AlertFunction handler = cloud.alertHandler();

    @Test
    void eachChangeIsOneEventInTheOrderOfRevisionsHoweverOftenItComes() {
        List<AlarmEvent> changes = List.of(
                raised("a", 1, START),
                event("a", 2, AlarmChange.SEVERITY_CHANGED, START, LATER),
                event("a", 3, AlarmChange.ACKNOWLEDGED, START, LATER),
                event("a", 4, AlarmChange.SHELVED, START, LATER),
                event("a", 5, AlarmChange.UNSHELVED, START, LATER),
                cleared("a", 6, START, LATER));

        changes.forEach(this::give);
        changes.forEach(this::give);

        assertThat(cloud.bus.ids()).containsExactly("a#1", "a#2", "a#3", "a#4", "a#5", "a#6");
        assertThat(told()).containsExactly("a#1", "a#2", "a#6");
    }

    @Test
    void peopleAreToldBeforeTheBus() {
        List<Integer> toldBefore = new ArrayList<>();
        cloud.bus.before(() -> toldBefore.add(told().size()));

        give(raised("a", 1, START));

        assertThat(toldBefore).containsExactly(1);
    }

    @Test
    void anEventThatIsRefusedIsPutWhenTheMessageComesAgainAndPeopleAreToldOnce() {
        cloud.bus.refuse(id -> true);
        assertThatThrownBy(() -> give(raised("a", 1, START)))
                .isInstanceOf(EventsNotPutException.class)
                .hasMessage("alarm temperature-high of tower-1: 1 of 1 events are not on bus towersense"
                        + " (ThrottlingException: Rate exceeded); to be tried again, else they come first with its next"
                        + " change");

        cloud.bus.refuse(id -> false);
        give(raised("a", 1, START));

        assertThat(cloud.bus.ids()).containsExactly("a#1");
        assertThat(told()).containsExactly("a#1");
    }

    @Test
    void ofSeveralEventsOnlyTheRefusedIsPutAgain() {
        cloud.bus.failNext(1);
        assertThatThrownBy(() -> give(raised("a", 1, START))).isInstanceOf(EventsNotPutException.class);
        cloud.bus.refuse("a#1"::equals);
        assertThatThrownBy(() -> give(cleared("a", 2, START, LATER)))
                .isInstanceOf(EventsNotPutException.class)
                .hasMessageContaining("1 of 2 events");

        cloud.bus.refuse(id -> false);
        give(cleared("a", 2, START, LATER));

        assertThat(cloud.bus.ids()).containsExactly("a#2", "a#1");
        assertThat(told()).containsExactly("a#1", "a#2");
    }

    @Test
    void whileTheBusIsOutOfReachPeopleHearAllTheSameAndTheNextChangePutsWhatIsLeftFirst() {
        cloud.bus.failNext(2);
        assertThatThrownBy(() -> give(raised("a", 1, START)))
                .isInstanceOf(EventsNotPutException.class)
                .hasMessageContaining("EventBridge is out of reach");
        assertThatThrownBy(() -> give(event("a", 2, AlarmChange.ACKNOWLEDGED, START, LATER)))
                .isInstanceOf(EventsNotPutException.class);
        assertThat(told()).containsExactly("a#1");

        give(cleared("a", 3, START, LATER));

        assertThat(cloud.bus.ids()).containsExactly("a#1", "a#2", "a#3");
        assertThat(told()).containsExactly("a#1", "a#3");
    }

    @Test
    void aBusOutOfReachIsAskedOnceAnInvocationSoThatNobodyWaitsForItTwice() {
        cloud.bus.failNext(10);
        List<AlarmEvent> changes = List.of(device("tower-1"), device("tower-2"), device("tower-3"));

        assertThatThrownBy(() -> handler.handle(AlarmHandover.encode(changes).get(0)))
                .isInstanceOf(EventsNotPutException.class);
        assertThat(cloud.bus.calls()).isEqualTo(1);
        assertThat(cloud.topic.attributes("device_id")).containsExactly("tower-1", "tower-2", "tower-3");

        cloud.bus.failNext(0);
        handler.handle(AlarmHandover.encode(changes).get(0));

        assertThat(cloud.bus.details())
                .extracting(detail -> detail.path("device_id").asText())
                .containsExactly("tower-1", "tower-2", "tower-3");
        assertThat(told()).hasSize(3);
    }

    @Test
    void whileSnsIsOutOfReachTheBusGetsItsEventAndGetsItOnce() {
        cloud.topic.failNext(2);
        assertThatThrownBy(() -> give(raised("a", 1, START))).isInstanceOf(SdkException.class);
        assertThatThrownBy(() -> give(raised("a", 1, START))).isInstanceOf(SdkException.class);
        assertThat(cloud.bus.ids()).containsExactly("a#1");

        give(raised("a", 1, START));

        assertThat(told()).containsExactly("a#1");
        assertThat(cloud.bus.ids()).containsExactly("a#1");
    }

    @Test
    void whileBothAreOutOfReachBothGetItLater() {
        cloud.topic.failNext(1);
        cloud.bus.failNext(1);
        assertThatThrownBy(() -> give(raised("a", 1, START)))
                .isInstanceOf(SdkException.class)
                .hasMessageContaining("SNS");

        give(cleared("a", 2, START, LATER));

        assertThat(told()).containsExactly("a#1", "a#2");
        assertThat(cloud.bus.ids()).containsExactly("a#1", "a#2");
    }

    @Test
    void anAlarmThatCameAndWentWhileTheBackhaulWasAwayIsOneSummaryForPeopleAndTwoEvents() {
        cloud.clock.advance(Duration.ofHours(3));
        AlertFunction first = cloud.alertHandler(span -> give(cleared("a", 2, START, LATER)));
        first.handle(Alarms.from("gateway-1", cloud.clock.now(), raised("a", 1, START)));

        assertThat(told()).containsExactly("a#2");
        assertThat(cloud.bus.ids()).containsExactly("a#1", "a#2");
    }

    @Test
    void ofWhatWasOvertakenOnlyAClearIsAnEvent() {
        give(cleared("a", 2, START, LATER));
        give(raised("a", 1, START));
        give(raised("c", 5, LATER));
        give(event("b", 4, AlarmChange.ACKNOWLEDGED, START, LATER));
        give(cleared("b", 4, START, LATER));
        give(cleared("b", 4, START, LATER));

        assertThat(cloud.bus.ids()).containsExactly("a#2", "c#5", "b#4");
        assertThat(told()).containsExactly("a#2", "c#5", "b#4");
    }

    @Test
    void anOvertakenClearThatWaitsIsPutBeforeWhatOvertookIt() {
        give(raised("a", 1, START));
        cloud.bus.failNext(3);
        assertThatThrownBy(() -> give(raised("b", 3, LATER))).isInstanceOf(EventsNotPutException.class);
        assertThatThrownBy(() -> give(event("b", 4, AlarmChange.SEVERITY_CHANGED, LATER, LATER)))
                .isInstanceOf(EventsNotPutException.class);
        assertThatThrownBy(() -> give(cleared("a", 2, START, LATER))).isInstanceOf(EventsNotPutException.class);

        give(cleared("b", 5, LATER, LATER));

        assertThat(cloud.bus.ids()).containsExactly("a#1", "a#2", "b#3", "b#4", "b#5");
    }

    @Test
    void anotherInvocationThatReadBeforeAndComesToItAfterwardsRepeatsNothing() {
        give(raised("a", 1, START));
        give(raised("b", 3, LATER));
        cloud.bus.failNext(1);
        assertThatThrownBy(() -> give(event("b", 4, AlarmChange.ACKNOWLEDGED, LATER, LATER)))
                .isInstanceOf(EventsNotPutException.class);
        AtomicBoolean interrupted = new AtomicBoolean();
        cloud.dynamoDb.beforeUpdate(request -> {
            if (request.updateExpression().contains("notifier_until") && !interrupted.getAndSet(true)) {
                cloud.alertHandler()
                        .handle(Alarms.from("gateway-1", START, event("b", 4, AlarmChange.ACKNOWLEDGED, LATER, LATER)));
            }
        });

        give(event("b", 4, AlarmChange.ACKNOWLEDGED, LATER, LATER));
        interrupted.set(false);
        give(cleared("a", 2, START, LATER));

        assertThat(cloud.bus.ids()).containsExactly("a#1", "b#3", "b#4", "a#2");
        assertThat(told()).containsExactly("a#1", "b#3", "a#2");
    }

    @Test
    void anOvertakenClearIsToldOnceThoughTwoInvocationsReadItAtTheSameTimeAndTheBusIsOutOfReach() {
        give(raised("a", 1, START));
        give(raised("b", 3, LATER));
        cloud.bus.failNext(2);
        AtomicBoolean interrupted = new AtomicBoolean();
        cloud.dynamoDb.beforeUpdate(request -> {
            if (request.updateExpression().contains("notifier_until") && !interrupted.getAndSet(true)) {
                giveInVain(cleared("a", 2, START, LATER));
            }
        });

        giveInVain(cleared("a", 2, START, LATER));
        assertThat(told()).containsExactly("a#1", "b#3", "a#2");
        give(cleared("a", 2, START, LATER));

        assertThat(told()).containsExactly("a#1", "b#3", "a#2");
        assertThat(cloud.bus.ids()).containsExactly("a#1", "b#3", "a#2");
    }

    @Test
    void whatWaitsIsBoundedAndEndsInTheRightStateWithEachAlarmsLastChange() {
        cloud.bus.failNext(Integer.MAX_VALUE);
        for (int alarm = 0; alarm < 20; alarm++) {
            giveInVain(raised("a" + alarm, 2 * alarm + 1, START));
            giveInVain(cleared("a" + alarm, 2 * alarm + 2, START, LATER));
        }
        assertThat(Items.value(item(), "events_waiting").l()).hasSizeLessThanOrEqualTo(32);
        giveInVain(raised("last", 41, LATER));
        cloud.bus.failNext(0);

        give(event("last", 42, AlarmChange.ACKNOWLEDGED, LATER, LATER));

        List<String> ids = cloud.bus.ids();
        assertThat(ids).doesNotHaveDuplicates().endsWith("last#41", "last#42");
        for (int alarm = 0; alarm < 20; alarm++) {
            assertThat(ids).contains("a" + alarm + "#" + (2 * alarm + 2));
        }
        assertThat(cloud.bus.details())
                .extracting(detail -> detail.path("revision").asLong())
                .isSorted();
    }

    @Test
    void ofMoreAlarmsThanThereIsRoomForTheNewestWait() {
        cloud.bus.failNext(Integer.MAX_VALUE);
        for (int revision = 1; revision <= 50; revision++) {
            giveInVain(cleared("a" + revision, revision, START, LATER));
        }
        cloud.bus.failNext(0);

        give(cleared("a50", 50, START, LATER));

        assertThat(cloud.bus.ids()).hasSize(33).startsWith("a18#18").endsWith("a50#50");
        assertThat(cloud.bus.entries()).hasSize(33);
    }

    @Test
    void usuallyNothingWaitsInTheItemAndNoWriteIsMadeForTheBus() {
        give(raised("a", 1, START));
        int before = cloud.dynamoDb.calls("updateItem");
        give(cleared("a", 2, START, LATER));
        int withBus = cloud.dynamoDb.calls("updateItem") - before;
        TestCloud other = new TestCloud();
        AlertFunction silent = other.alertHandlerWithoutBus();
        silent.handle(Alarms.from("gateway-1", START, raised("a", 1, START)));
        before = other.dynamoDb.calls("updateItem");
        silent.handle(Alarms.from("gateway-1", START, cleared("a", 2, START, LATER)));

        assertThat(withBus).isEqualTo(3).isEqualTo(other.dynamoDb.calls("updateItem") - before);
        assertThat(item()).doesNotContainKey("events_waiting");
        assertThat(Items.value(item(), "events_put").l()).containsExactly(AttributeValue.fromS("a#2"));
    }

    @Test
    void withoutABusNothingIsOwedToOneThatIsSetLater() {
        AlertFunction without = cloud.alertHandlerWithoutBus();
        without.handle(Alarms.from("gateway-1", START, raised("a", 1, START)));
        without.handle(Alarms.from("gateway-1", START, event("a", 2, AlarmChange.ACKNOWLEDGED, START, LATER)));
        assertThat(cloud.bus.calls()).isZero();
        assertThat(item()).doesNotContainKey("events_waiting");

        give(cleared("a", 3, START, LATER));

        assertThat(cloud.bus.ids()).containsExactly("a#3");
    }

    @Test
    void anItemOfThePreviousVersionOwesItsLastChange() {
        give(raised("a", 1, START));
        remove("events_put", "events_waiting");

        give(cleared("a", 2, START, LATER));

        assertThat(cloud.bus.ids()).containsExactly("a#1", "a#1", "a#2");
        assertThat(told()).containsExactly("a#1", "a#2");
    }

    @Test
    void aChangeThatThePreviousVersionTookInMeanwhileIsPutWithTheNext() {
        cloud.bus.failNext(1);
        assertThatThrownBy(() -> give(raised("a", 1, START))).isInstanceOf(EventsNotPutException.class);
        savedByThePreviousVersion(event("a", 2, AlarmChange.SEVERITY_CHANGED, START, LATER));

        give(cleared("a", 3, START, LATER));

        assertThat(cloud.bus.ids()).containsExactly("a#2", "a#3");
    }

    @Test
    void thePreviousVersionFindsInPendingWhatItPutsThereItself() {
        cloud.topic.failNext(2);
        assertThatThrownBy(() -> give(raised("a", 1, START))).isInstanceOf(SdkException.class);
        assertThatThrownBy(() -> give(event("a", 2, AlarmChange.ACKNOWLEDGED, START, LATER)))
                .isInstanceOf(SdkException.class);

        assertThat(Items.value(item(), "pending").l())
                .extracting(AttributeValue::s)
                .singleElement()
                .satisfies(json -> assertThat(json).contains("\"change\":\"raised\""));
        assertThat(Items.text(item(), "alarm")).contains("\"change\":\"acknowledged\"");
        assertThat(Items.number(item(), "revision")).isEqualByComparingTo("2");
    }

    @Test
    void whatAGatewayLeftBehindIsPutAsItsOwnWhenAnotherHasTakenOver() {
        handler.handle(AlarmHandover.encode(List.of(raised("cloud", 7, START))).get(0));
        cloud.bus.failNext(2);
        assertThatThrownBy(() -> handler.handle(AlarmHandover.encode(List.of(cleared("cloud", 8, START, LATER)))
                        .get(0)))
                .isInstanceOf(EventsNotPutException.class);
        assertThatThrownBy(() -> give(raised("gateway", 1, LATER))).isInstanceOf(EventsNotPutException.class);
        assertThat(told()).containsExactly("cloud#7", "cloud#8", "gateway#1");

        give(cleared("gateway", 2, LATER, LATER));

        assertThat(cloud.bus.ids()).containsExactly("cloud#7", "cloud#8", "gateway#1", "gateway#2");
        assertThat(cloud.bus.details())
                .extracting(detail -> detail.path("thing").asText("none"))
                .containsExactly("none", "none", "gateway-1", "gateway-1");
    }

    @Test
    void whatTheCloudJudgesIsPutOnceThoughTheConsumerRemembersTheItemAsItWroteIt() {
        ConsumerFunction consumer = cloud.consumer();
        for (int i = 0; i < 4; i++) {
            Instant time = START.plusSeconds(i);
            consumer.handleRequest(cloud.bare(Events.reading("tower-1", time, i % 2 == 0 ? 50 : 20)), null);
            handler.handle(cloud.invocations.take());
        }

        assertThat(cloud.bus.details())
                .extracting(detail -> detail.path("revision").asLong())
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(Items.value(item(), "events_waiting").l()).hasSize(1);
    }

    @Test
    void anAlarmInQuarantineIsNoEvent() {
        give(raised("a", 5, START));
        give(raised("b", 1, LATER));
        cloud.alertHandler().handle(Alarms.from("gateway-2", START, cleared("a", 6, START, LATER)));

        assertThat(cloud.quarantine.keys()).hasSize(2);
        assertThat(cloud.bus.ids()).containsExactly("a#5");
    }

    private void give(AlarmEvent event) {
        handler.handle(Alarms.from("gateway-1", cloud.clock.now(), event));
    }

    private void giveInVain(AlarmEvent event) {
        assertThatThrownBy(() -> give(event)).isInstanceOf(EventsNotPutException.class);
    }

    private List<String> told() {
        return cloud.topic.attributes("notification_id");
    }

    private Map<String, AttributeValue> item() {
        return cloud.tables.state("tower-1", "ALARM#temperature-high").orElseThrow();
    }

    private void remove(String... attributes) {
        update("REMOVE " + String.join(", ", attributes), Map.of());
    }

    /** The attributes that it knew, those of the bus as they were. */
    private void savedByThePreviousVersion(AlarmEvent event) {
        String json = new String(AlarmCodec.encode(event), StandardCharsets.UTF_8);
        update(
                "SET alarm = :alarm, revision = :revision, notified_revision = :revision, version = version + :one",
                Map.of(
                        ":alarm", AttributeValue.fromS(json),
                        ":revision", AttributeValue.fromN(Long.toString(event.revision())),
                        ":one", AttributeValue.fromN("1")));
    }

    private void update(String expression, Map<String, AttributeValue> values) {
        cloud.tables.client().updateItem(request -> {
            request.tableName(cloud.tables.state())
                    .key(Map.of(
                            "device_id", AttributeValue.fromS("tower-1"),
                            "record", AttributeValue.fromS("ALARM#temperature-high")))
                    .updateExpression(expression);
            if (!values.isEmpty()) {
                request.expressionAttributeValues(values);
            }
        });
    }

    private static AlarmEvent device(String id) {
        return raised("alarm-of-" + id, 1, START).toBuilder().deviceId(id).build();
    }
}
