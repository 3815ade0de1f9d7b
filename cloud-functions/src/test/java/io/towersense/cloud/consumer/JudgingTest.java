package io.towersense.cloud.consumer;

import static io.towersense.cloud.testing.Events.enveloped;
import static io.towersense.cloud.testing.Events.reading;
import static io.towersense.cloud.testing.TestCloud.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import io.towersense.cloud.alert.AlertFunction;
import io.towersense.cloud.testing.Events;
import io.towersense.cloud.testing.FaultyDynamoDb;
import io.towersense.cloud.testing.Items;
import io.towersense.cloud.testing.TestCloud;
import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class JudgingTest {
    private final TestCloud cloud = new TestCloud();
    private final ConsumerFunction consumer = cloud.consumer();

    @Test
    void aRaiseAndAClearAreHandedOverByOneAsynchronousInvocationEach() {
        give(46, 47);
        give(44, 42);

        assertThat(changes()).containsExactly(AlarmChange.RAISED, AlarmChange.CLEARED);
        assertThat(cloud.invocations.requests()).hasSize(2).allSatisfy(request -> {
            assertThat(request.functionName()).isEqualTo("alert-handler");
            assertThat(request.invocationTypeAsString()).isEqualTo("Event");
        });
        List<AlarmEvent> events = cloud.invocations.events();
        assertThat(events.get(0).alarmId()).isEqualTo(events.get(1).alarmId());
        assertThat(events).extracting(AlarmEvent::revision).containsExactly(1L, 2L);
    }

    @Test
    void severalChangesOfAnEventAreOneInvocation() {
        consumer.handleRequest(
                cloud.bare(
                        reading("tower-1", START, 50),
                        reading("tower-2", START, 50),
                        reading("tower-1", START.plusSeconds(1), 20)),
                null);

        assertThat(cloud.invocations.requests()).hasSize(1);
        assertThat(cloud.invocations.events()).hasSize(3);
    }

    @Test
    void readingsOfAnEventAreJudgedInTheOrderOfTime() {
        consumer.handleRequest(
                cloud.bare(reading("tower-1", START.plusSeconds(2), 20), reading("tower-1", START, 50)), null);

        assertThat(changes()).containsExactly(AlarmChange.RAISED, AlarmChange.CLEARED);
    }

    @Test
    void anEventThatComesAgainChangesNothing() {
        KinesisEvent event = cloud.bare(reading("tower-1", START, 50));

        consumer.handleRequest(event, null);
        consumer.handleRequest(event, null);

        assertThat(changes()).containsExactly(AlarmChange.RAISED);
    }

    @Test
    void anotherContainerToldOfTheSameEventHandsOverTheSameIntentAndNoOther() {
        KinesisEvent event = cloud.bare(reading("tower-1", START, 50));

        consumer.handleRequest(event, null);
        cloud.consumer().handleRequest(event, null);

        assertThat(cloud.invocations.events())
                .extracting(AlarmEvent::notificationId)
                .hasSize(2)
                .containsOnly(cloud.invocations.events().get(0).notificationId());
    }

    @Test
    void anIntentThatWasToldIsNotHandedOverAgain() {
        AlertFunction handler = cloud.alertHandler();
        KinesisEvent event = cloud.bare(reading("tower-1", START, 50));
        consumer.handleRequest(event, null);
        handler.handle(cloud.invocations.take());

        cloud.consumer().handleRequest(event, null);

        assertThat(cloud.invocations.requests()).isEmpty();
        assertThat(cloud.topic.published()).hasSize(1);
    }

    @Test
    void ifTheInvocationFailsTheRecordComesAgainAndTheIntentIsHandedOverThen() {
        cloud.invocations.failNext(1);
        KinesisEvent event = cloud.bare(reading("tower-2", START, 20), reading("tower-1", START, 50));

        var answer = consumer.handleRequest(event, null);

        assertThat(answer.getBatchItemFailures().get(0).getItemIdentifier()).isEqualTo(Events.sequenceNumber(1));
        assertThat(cloud.metrics.requests()).isEmpty();
        consumer.handleRequest(Events.again(event, answer), null);
        assertThat(changes()).containsExactly(AlarmChange.RAISED);
        assertThat(cloud.metrics.sums()).containsEntry("tower-1", 1.0);
    }

    @Test
    void aCrashAfterTheChangeWasWrittenLosesNoIntent() {
        cloud.invocations.failNext(1);
        KinesisEvent event = cloud.bare(reading("tower-1", START, 50));
        consumer.handleRequest(event, null);

        cloud.consumer().handleRequest(event, null);

        assertThat(changes()).containsExactly(AlarmChange.RAISED);
    }

    @Test
    void anotherContainerGoesOnFromWhatIsInTheTable() {
        give(50);
        KinesisEvent later = cloud.bare(reading("tower-1", cloud.clock.now(), 50));
        cloud.consumer().handleRequest(later, null);
        AlarmEvent raised = cloud.invocations.events().get(0);
        cloud.clock.advance(Duration.ofSeconds(1));
        cloud.consumer().handleRequest(cloud.bare(reading("tower-1", cloud.clock.now(), 20)), null);

        AlarmEvent last =
                cloud.invocations.events().get(cloud.invocations.events().size() - 1);
        assertThat(last.change()).isEqualTo(AlarmChange.CLEARED);
        assertThat(last.alarmId()).isEqualTo(raised.alarmId());
    }

    @Test
    void aContainerThatThoughtAllWasQuietNoticesAnothersAlarmWhenItRaises() {
        ConsumerFunction other = cloud.consumer();
        give(20);
        other.handleRequest(cloud.bare(reading("tower-1", cloud.clock.now(), 50)), null);
        cloud.clock.advance(Duration.ofSeconds(1));

        give(51);

        assertThat(cloud.invocations.events()).extracting(AlarmEvent::revision).containsOnly(1L);
    }

    @Test
    void aContainerThatThoughtAllWasQuietClearsAnothersAlarmWithinAMoment() {
        ConsumerFunction other = cloud.consumer();
        give(20);
        other.handleRequest(cloud.bare(reading("tower-1", cloud.clock.now(), 50)), null);
        cloud.clock.advance(Duration.ofSeconds(10));

        give(20);

        assertThat(changes()).endsWith(AlarmChange.CLEARED);
    }

    @Test
    void aLateReadingIsStoredAndCountedAndJudgesNothing() {
        consumer.handleRequest(cloud.bare(reading("tower-1", START.minusSeconds(301), 50)), null);

        assertThat(cloud.tables.storedReadings())
                .singleElement()
                .satisfies(item -> assertThat(item).containsKey("breaches"));
        assertThat(cloud.metrics.sums()).containsEntry("tower-1", 1.0);
        assertThat(cloud.invocations.requests()).isEmpty();
    }

    @Test
    void aReadingThatIsNotNewerThanTheLastJudgedOneJudgesNothing() {
        give(20);
        consumer.handleRequest(cloud.bare(reading("tower-1", START.minusSeconds(1), 50)), null);

        assertThat(cloud.tables.storedReadings()).hasSize(2);
        assertThat(cloud.invocations.requests()).isEmpty();
    }

    @Test
    void aReadingFarAheadIsStoredAndAdvancesNothing() {
        consumer.handleRequest(cloud.bare(reading("tower-1", START.plus(Duration.ofMinutes(11)), 50)), null);
        assertThat(cloud.invocations.requests()).isEmpty();
        cloud.clock.advance(Duration.ofSeconds(10));

        give(50);

        assertThat(changes()).containsExactly(AlarmChange.RAISED);
        assertThat(Items.text(cloud.tables.state("tower-1", "DEVICE").orElseThrow(), "last_timestamp"))
                .isEqualTo("2026-11-22T10:00:10.000000Z");
    }

    @Test
    void theLastJudgedReadingOfAQuietDeviceIsKnownToAnotherContainerBeforeLong() {
        give(20);
        cloud.clock.advance(Duration.ofSeconds(11));
        give(20);
        cloud.consumer().handleRequest(cloud.bare(reading("tower-1", START, 50)), null);

        assertThat(cloud.invocations.requests()).isEmpty();
    }

    @Test
    void ofAnEventThatFailsInTheMiddleOnlyWhatIsBeforeIsJudgedAndCounted() {
        cloud.dynamoDb.leaveOver(item -> Items.text(item, "device_id").equals("tower-2"));
        KinesisEvent event =
                cloud.bare(reading("tower-1", START, 50), reading("tower-2", START, 50), reading("tower-3", START, 50));

        var answer = consumer.handleRequest(event, null);

        assertThat(cloud.tables.storedReadings()).hasSize(2);
        assertThat(cloud.invocations.events()).extracting(AlarmEvent::deviceId).containsExactly("tower-1");
        assertThat(cloud.metrics.sums()).containsOnlyKeys("", "tower-1");
        cloud.dynamoDb.leaveOver(item -> false);
        consumer.handleRequest(Events.again(event, answer), null);
        assertThat(cloud.invocations.events())
                .extracting(AlarmEvent::deviceId)
                .containsExactlyInAnyOrder("tower-1", "tower-2", "tower-3");
        assertThat(cloud.metrics.sums()).containsEntry("", 3.0);
    }

    @Test
    void aStateThatCannotBeWrittenIsReportedFromItsFirstRecord() {
        cloud.dynamoDb.beforeUpdate(request -> {
            if (Items.text(request.key(), "record").startsWith("ALARM#")) {
                throw FaultyDynamoDb.error("InternalServerError", 500);
            }
        });

        var answer =
                consumer.handleRequest(cloud.bare(reading("tower-2", START, 20), reading("tower-1", START, 50)), null);

        assertThat(answer.getBatchItemFailures().get(0).getItemIdentifier()).isEqualTo(Events.sequenceNumber(1));
        assertThat(cloud.invocations.requests()).isEmpty();
    }

    @Test
    void twoContainersThatRaiseAtOnceRaiseOnce() {
        ConsumerFunction other = cloud.consumer();
        KinesisEvent event = cloud.bare(reading("tower-1", START, 50));
        boolean[] once = {true};
        cloud.dynamoDb.beforeUpdate(request -> {
            if (once[0] && Items.text(request.key(), "record").startsWith("ALARM#")) {
                once[0] = false;
                other.handleRequest(event, null);
            }
        });

        consumer.handleRequest(event, null);

        assertThat(cloud.invocations.events()).extracting(AlarmEvent::revision).containsOnly(1L);
        assertThat(alarm()).containsEntry("revision", AttributeValue.fromN("1"));
    }

    @Test
    void revisionsGoOnWhereTheEnginesPartOfTheRecordIsLost() {
        give(50, 20);
        cloud.tables
                .client()
                .updateItem(update -> update.tableName(cloud.tables.state())
                        .key(Map.of(
                                "device_id", AttributeValue.fromS("tower-1"),
                                "record", AttributeValue.fromS("ALARM#temperature-high")))
                        .updateExpression("REMOVE engine"));

        cloud.consumer().handleRequest(cloud.bare(reading("tower-1", cloud.clock.now(), 50)), null);

        assertThat(alarm()).containsEntry("revision", AttributeValue.fromN("3"));
    }

    @Test
    void anAlarmWhoseRuleIsNoLongerThereEndsWithTheNextReading() {
        give(50);
        Map<String, AttributeValue> item = new HashMap<>(alarm());
        for (String attribute : List.of("alarm", "engine")) {
            item.put(
                    attribute,
                    AttributeValue.fromS(Items.text(item, attribute).replace("temperature-high", "temperature-gone")));
        }
        item.put("pending", AttributeValue.fromL(List.of()));
        item.put("record", AttributeValue.fromS("ALARM#temperature-gone"));
        cloud.tables.client().putItem(put -> put.tableName(cloud.tables.state()).item(item));

        cloud.consumer().handleRequest(cloud.bare(reading("tower-1", cloud.clock.now(), 50)), null);

        assertThat(cloud.invocations.events())
                .filteredOn(event -> event.rule().equals("temperature-gone"))
                .extracting(AlarmEvent::change)
                .containsExactly(AlarmChange.CLEARED);
    }

    @Test
    void aQuietDeviceCostsNoWritesOfItsAlarms() {
        for (int i = 0; i < 5; i++) {
            give(20, 21, 22);
        }

        assertThat(cloud.tables.state("tower-1", "ALARM#temperature-high")).isEmpty();
        assertThat(cloud.dynamoDb.calls("query")).isEqualTo(2);
        assertThat(cloud.dynamoDb.calls("updateItem")).isEqualTo(2);
    }

    @Test
    void aBatchThatNoGatewayJudgedIsJudgedHere() {
        byte[] batch =
                "{\"readings\":[{\"device_id\":\"tower-1\",\"timestamp\":\"2026-11-22T10:00:00Z\",\"temperature\":50}]}"
                        .getBytes(UTF_8);

        consumer.handleRequest(cloud.bare(enveloped("gateway-1", START, batch)), null);

        assertThat(changes()).containsExactly(AlarmChange.RAISED);
    }

    @Test
    void aFailingCloudWatchHoldsNothingUp() {
        cloud.metrics.failNext(1);

        assertThat(consumer.handleRequest(cloud.bare(reading("tower-1", START, 50)), null)
                        .getBatchItemFailures())
                .isEmpty();
        assertThat(changes()).containsExactly(AlarmChange.RAISED);
    }

    @Test
    void theMetricCountsBreachingMetricsInItsNamespaceWithTheDeviceAndWithout() {
        consumer.handleRequest(
                cloud.bare(
                        reading("tower-1", START, Map.of("temperature", "50", "humidity", "95")),
                        reading("tower-1", START.plusSeconds(1), 50),
                        reading("tower-2", START, 20)),
                null);

        assertThat(cloud.metrics.requests()).singleElement().satisfies(request -> {
            assertThat(request.namespace()).isEqualTo("IoTPipeline/Alerts");
            assertThat(request.metricData())
                    .allSatisfy(datum -> assertThat(datum.metricName()).isEqualTo("AnomalyCount"));
        });
        assertThat(cloud.metrics.sums()).containsExactlyInAnyOrderEntriesOf(Map.of("", 3.0, "tower-1", 3.0));
    }

    @Test
    void whereDevicesAreTooManyTheMetricIsTheSumAlone() {
        ConsumerSettings ofTheFleet = ConsumerSettings.fromEnvironment(Map.of(
                "READINGS_TABLE", cloud.tables.readings(),
                "STATE_TABLE", cloud.tables.state(),
                "QUARANTINE_BUCKET", "quarantine",
                "ALERT_FUNCTION", "alert-handler",
                "ACCEPT_BARE", "true",
                "ANOMALIES_BY_DEVICE", "false"));

        cloud.consumer(ofTheFleet)
                .handleRequest(cloud.bare(reading("tower-1", START, 50), reading("tower-2", START, 50)), null);

        assertThat(cloud.metrics.sums()).containsExactlyInAnyOrderEntriesOf(Map.of("", 2.0));
    }

    private void give(double... temperatures) {
        for (double temperature : temperatures) {
            consumer.handleRequest(cloud.bare(reading("tower-1", cloud.clock.now(), temperature)), null);
            cloud.clock.advance(Duration.ofSeconds(1));
        }
    }

    private List<AlarmChange> changes() {
        return cloud.invocations.events().stream().map(AlarmEvent::change).toList();
    }

    private Map<String, AttributeValue> alarm() {
        return cloud.tables.state("tower-1", "ALARM#temperature-high").orElseThrow();
    }
}
