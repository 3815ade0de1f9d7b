package io.towersense.cloud.silence;

import static io.towersense.cloud.silence.WatchedCloud.SILENT_AFTER;
import static io.towersense.cloud.testing.Events.reading;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.towersense.cloud.settings.InvalidEnvironmentException;
import io.towersense.cloud.table.Values;
import io.towersense.cloud.table.WatchState;
import io.towersense.cloud.testing.FaultyDynamoDb;
import io.towersense.cloud.testing.Items;
import io.towersense.cloud.testing.Log;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.codec.AlarmCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class SilenceFunctionTest {
    private final WatchedCloud watched = new WatchedCloud();

    @Test
    void aGatewayThatWentQuietIsToldOnceHoweverOftenTheFunctionRuns() {
        watched.hear("gateway-1", "tower-1");
        watched.pass(SILENT_AFTER);
        assertThat(watched.look()).containsEntry("raised", 0);
        watched.pass(Duration.ofMinutes(1));

        assertThat(watched.look()).containsEntry("raised", 1);
        for (int minute = 0; minute < 5; minute++) {
            watched.pass(Duration.ofMinutes(1));
            assertThat(watched.look()).containsEntry("raised", 0);
        }

        assertThat(watched.told()).containsExactly("raised gateway-1");
        assertThat(watched.mark("gateway-1", "GATEWAY")).contains("silent");
    }

    @Test
    void itsReturnIsToldOnce() {
        watched.hear("gateway-1", "tower-1");
        watched.pass(Duration.ofMinutes(16));
        watched.look();
        watched.pass(Duration.ofHours(2));
        watched.hear("gateway-1", "tower-1");

        assertThat(watched.look()).containsEntry("cleared", 1);
        watched.look();

        assertThat(watched.told()).containsExactly("raised gateway-1", "cleared gateway-1");
        assertThat(watched.mark("gateway-1", "GATEWAY")).contains("heard");
    }

    @Test
    void itIsToldAgainWhenItGoesQuietAgain() {
        for (int i = 0; i < 2; i++) {
            watched.hear("gateway-1", "tower-1");
            watched.look();
            watched.pass(Duration.ofMinutes(16));
            watched.look();
        }

        assertThat(watched.told()).containsExactly("raised gateway-1", "cleared gateway-1", "raised gateway-1");
        assertThat(Items.number(alarm("gateway-1", "gateway-silent"), "revision"))
                .isEqualByComparingTo("3");
    }

    @Test
    void aPersonLearnsWhichGatewayIsSilentSinceWhenAndWhatToCheck() {
        watched.hear("gateway-1", "tower-1");
        watched.pass(Duration.ofMinutes(16).plusSeconds(5));
        watched.look();

        assertThat(watched.cloud.topic.published().get(0).subject()).isEqualTo("[MAJOR] Gateway silent: gateway-1");
        assertThat(watched.cloud.topic.text("email"))
                .startsWith("nothing has come from gateway gateway-1 since 2026-11-22 10:00:00 UTC, for 16 min 5 s\n")
                .contains("Where: gateway-1\n")
                .contains("What: Gateway silent\n")
                .contains("Severity: major, communicationsSubsystemFailure\n")
                .contains("Since: 2026-11-22 10:00:00 UTC\n")
                .contains("Check: the site's power, the gateway and its backhaul");
        assertThat(watched.cloud.topic.text("sms"))
                .isEqualTo("[MAJOR] gateway-1: Gateway silent, since 2026-11-22 10:00:00 UTC");
    }

    @Test
    void aPersonLearnsHowLongTheSilenceLasted() {
        watched.hear("gateway-1", "tower-1");
        watched.pass(Duration.ofMinutes(16));
        watched.look();
        watched.pass(Duration.ofMinutes(104));
        watched.hear("gateway-1", "tower-1");
        watched.look();

        AlarmEvent cleared = AlarmCodec.decode(
                Items.text(alarm("gateway-1", "gateway-silent"), "alarm").getBytes(UTF_8));
        assertThat(cleared.text()).isEqualTo("gateway gateway-1 is heard again, after 2 h");
        assertThat(watched.cloud.topic.published().get(1).subject()).isEqualTo("[CLEARED] Gateway silent: gateway-1");
        assertThat(watched.cloud.topic.published().get(1).message())
                .contains("From: 2026-11-22 10:00:00 UTC to 2026-11-22 12:00:00 UTC, 2 h")
                .contains("[CLEARED] gateway-1: Gateway silent, over after 2 h");
    }

    @Test
    void aBareDeviceThatWentQuietIsToldAndAThingsDeviceIsNot() {
        watched.hear("gateway-1", "tower-1");
        watched.hearBare("tower-9");
        watched.pass(Duration.ofMinutes(16));
        watched.hear("gateway-1", "tower-2");

        watched.look();

        assertThat(watched.told()).containsExactly("raised tower-9");
        assertThat(watched.cloud.topic.text("email"))
                .contains("nothing has come from device tower-9 since 2026-11-22 10:00:00 UTC")
                .contains("major, informationMissing");
    }

    @Test
    void aBareDeviceIsClearedByTheFunctionAloneWhileTheConsumerJudgesItsReadings() {
        watched.hearBare("tower-9");
        watched.pass(Duration.ofMinutes(16));
        watched.look();
        watched.hearBare("tower-9");
        watched.tell();
        assertThat(watched.told()).containsExactly("raised tower-9");

        watched.look();

        assertThat(watched.told()).containsExactly("raised tower-9", "cleared tower-9");
    }

    @Test
    void aSilentDeviceThatAGatewayClaimedIsClearedAndWatchedNoMore() {
        watched.hearBare("tower-9");
        watched.pass(Duration.ofMinutes(16));
        watched.look();
        watched.hear("gateway-1", "tower-9");

        watched.look();

        assertThat(watched.told()).containsExactly("raised tower-9", "cleared tower-9");
        assertThat(watched.cloud.topic.published().get(1).message())
                .contains("gateway gateway-1 reads device tower-9 now, after 16 min");
        assertThat(watched.mark("tower-9", "DEVICE")).isEmpty();
    }

    @Test
    void aDeviceThatAGatewayClaimedWhileItWasHeardIsWatchedNoMoreAndNeverToldOf() {
        watched.hearBare("tower-9");
        watched.pass(Duration.ofMinutes(1));
        watched.hear("gateway-1", "tower-9");
        watched.look();
        assertThat(watched.mark("tower-9", "DEVICE")).isEmpty();

        watched.pass(Duration.ofMinutes(16));
        watched.hear("gateway-1", "tower-1");
        watched.look();

        assertThat(watched.told()).isEmpty();
    }

    @Test
    void aDeviceMayHaveTheNameOfItsGateway() {
        watched.hear("tower-1", "tower-1");
        watched.hearBare("tower-2");
        watched.hear("tower-2", "tower-3");
        watched.pass(Duration.ofMinutes(16));

        watched.look();

        assertThat(watched.told()).containsExactlyInAnyOrder("raised tower-1", "raised tower-2", "raised tower-2");
        assertThat(alarm("tower-2", "silent")).containsKey("alarm");
        assertThat(alarm("tower-2", "gateway-silent")).containsKey("alarm");
        assertThat(watched.cloud.tables.state("tower-1", "ALARM#silent")).isEmpty();
    }

    @Test
    void ofAThousandGatewaysOnlyTheQuietOnesAreRead() {
        Instant now = watched.cloud.clock.now();
        List<WriteRequest> gateways = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            gateways.add(gateway("gateway-" + i, i % 400 == 7 ? now.minus(Duration.ofMinutes(16)) : now));
        }
        for (int start = 0; start < gateways.size(); start += 25) {
            List<WriteRequest> group = gateways.subList(start, start + 25);
            watched.cloud
                    .tables
                    .client()
                    .batchWriteItem(write -> write.requestItems(Map.of(watched.cloud.tables.state(), group)));
        }

        watched.look();

        assertThat(watched.told())
                .containsExactlyInAnyOrder("raised gateway-7", "raised gateway-407", "raised gateway-807");
        // Three that went quiet, and these again where all that stand are counted, once for each kind.
        assertThat(watched.cloud.dynamoDb.queried()).isEqualTo(9);
    }

    @Test
    void howManyAreSilentIsAMetric() {
        watched.hear("gateway-1", "tower-1");
        watched.hear("gateway-2", "tower-2");
        watched.hearBare("tower-9");
        watched.pass(Duration.ofMinutes(16));
        watched.hear("gateway-2", "tower-2");

        watched.look();

        assertThat(watched.lastMetrics().get("SilentGateways").asInt()).isEqualTo(1);
        assertThat(watched.lastMetrics().get("SilentDevices").asInt()).isEqualTo(1);
        assertThat(watched.lastMetrics().get("SilenceUndecided").asInt()).isZero();
    }

    @Test
    void whileTheConsumerLagsNobodyIsCalledSilentAndReturnsAreToldAllTheSame() {
        watched.hear("gateway-1", "tower-1");
        watched.pass(Duration.ofMinutes(16));
        watched.look();
        watched.hear("gateway-1", "tower-1");
        watched.hear("gateway-2", "tower-2");
        watched.progress(now -> Optional.of(Duration.ofMinutes(8)));
        assertThat(watched.look()).containsEntry("cleared", 1).containsEntry("undecided", false);
        watched.pass(Duration.ofMinutes(16));

        assertThat(watched.look()).containsEntry("raised", 0).containsEntry("undecided", true);
        assertThat(watched.lastMetrics().get("SilenceUndecided").asInt()).isEqualTo(1);
        assertThat(watched.told()).containsExactly("raised gateway-1", "cleared gateway-1");

        watched.progress(now -> Optional.of(Duration.ofMinutes(7)));
        watched.look();
        assertThat(watched.told()).endsWith("raised gateway-2").hasSize(4);
    }

    @Test
    void whereNobodyReadsTheStreamOrCanSayNobodyIsCalledSilent() {
        watched.hear("gateway-1", "tower-1");
        watched.pass(Duration.ofMinutes(16));
        watched.progress(now -> Optional.empty());
        assertThat(watched.look()).containsEntry("undecided", true);
        watched.progress(now -> {
            throw new IllegalStateException("CloudWatch is out of reach");
        });
        assertThat(watched.look()).containsEntry("undecided", true);

        assertThat(watched.told()).isEmpty();
        assertThat(watched.mark("gateway-1", "GATEWAY")).contains("heard");
    }

    @Test
    void theStreamIsAskedForOnlyWhereSomebodySeemsToBeSilent() {
        watched.progress(now -> {
            throw new AssertionError("nobody is silent");
        });
        watched.hear("gateway-1", "tower-1");
        watched.pass(Duration.ofMinutes(10));

        assertThat(watched.look()).containsEntry("undecided", false);
    }

    @Test
    void whereMostGoQuietAtOnceEachIsToldAndOneLineSaysSo() {
        for (int i = 0; i < 21; i++) {
            watched.hear("gateway-" + i, "tower-" + i);
        }
        watched.pass(Duration.ofMinutes(16));

        try (Log log = Log.of(SilentCount.class)) {
            assertThat(watched.look()).containsEntry("raised", 21);
            assertThat(log.lines(Level.ERROR))
                    .singleElement()
                    .satisfies(line -> assertThat(line).startsWith("21 of 21 are silent"));
        }
        assertThat(watched.told()).hasSize(21);
    }

    @Test
    void whoIsNotReachedInTimeIsToldInTheNextRound() {
        for (int i = 0; i < 5; i++) {
            watched.hear("gateway-" + i, "tower-" + i);
        }
        watched.pass(Duration.ofMinutes(16));
        watched.cloud.dynamoDb.beforeRead(() -> watched.cloud.clock.advance(Duration.ofSeconds(3)));
        assertThat(watched.look()).extractingByKey("raised").isNotEqualTo(5).isNotEqualTo(0);
        watched.cloud.dynamoDb.beforeRead(() -> {});

        watched.look();

        assertThat(watched.told()).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void theAlarmsSeverityIsASetting() {
        SilenceSettings settings = SilenceSettings.fromEnvironment(Map.of(
                "STATE_TABLE",
                "state",
                "ALERT_FUNCTION",
                "f",
                "STREAM",
                "s",
                "CONSUMER_FUNCTION",
                "consumer",
                "SILENT_AFTER",
                "20m",
                "SILENT_SEVERITY",
                "critical"));

        assertThat(settings)
                .isEqualTo(new SilenceSettings(
                        "state", "f", "s", Optional.of("consumer"), Duration.ofMinutes(20), Severity.CRITICAL));
        assertThat(SilenceSettings.of("state", "f", "s"))
                .isEqualTo(new SilenceSettings(
                        "state", "f", "s", Optional.empty(), Duration.ofMinutes(15), Severity.MAJOR));
    }

    @Test
    void aTimeOfSilenceThatTheStreamsMetricsCannotFollowIsRefusedByName() {
        assertThatThrownBy(() -> SilenceSettings.fromEnvironment(
                        Map.of("STATE_TABLE", "state", "ALERT_FUNCTION", "f", "STREAM", "s", "SILENT_AFTER", "9m")))
                .isInstanceOf(InvalidEnvironmentException.class)
                .hasMessageContaining("SILENT_AFTER: 9 min is less than 10 min");
    }

    @Test
    void whereMostAreSilentOneLineSaysSoHoweverManyRoundsItTookToRaiseThem() {
        for (int i = 0; i < 21; i++) {
            watched.hear("gateway-" + i, "tower-" + i);
        }
        watched.pass(Duration.ofMinutes(5));
        watched.hear("gateway-20", "tower-20");
        watched.pass(Duration.ofMinutes(11));
        watched.look();
        watched.pass(Duration.ofMinutes(5));

        try (Log log = Log.of(SilentCount.class)) {
            assertThat(watched.look()).containsEntry("raised", 1);
            watched.look();
            assertThat(log.lines(Level.ERROR))
                    .singleElement()
                    .satisfies(line -> assertThat(line).startsWith("21 of 21 are silent"));
        }
    }

    @Test
    void aBareDeviceOfWhichAllIsSimulatedIsNotWatched() {
        String simulated = new String(reading("tower-9", watched.cloud.clock.now(), 20), UTF_8)
                .replaceFirst("}$", ",\"simulated\":true}");
        watched.cloud.consumer().handleRequest(watched.cloud.bare(simulated.getBytes(UTF_8)), null);
        assertThat(watched.cloud.tables.state("tower-9", "DEVICE")).isPresent();
        watched.pass(Duration.ofMinutes(16));

        watched.look();

        assertThat(watched.told()).isEmpty();
        assertThat(watched.mark("tower-9", "DEVICE")).isEmpty();
    }

    @Test
    void oneQueryThatFailsKeepsNobodyOfAnotherPartitionFromBeingTold() {
        for (int i = 0; i < 4; i++) {
            watched.hear("gateway-" + i, "tower-" + i);
        }
        watched.pass(Duration.ofMinutes(16));
        AtomicInteger reads = new AtomicInteger();
        watched.cloud.dynamoDb.beforeRead(() -> {
            if (reads.incrementAndGet() == 1) {
                throw FaultyDynamoDb.error("InternalServerError", 500);
            }
        });

        assertThatThrownBy(watched::look).hasMessageContaining("injected");
        watched.tell();

        assertThat(watched.told()).hasSize(4);
    }

    private Map<String, AttributeValue> alarm(String id, String rule) {
        return watched.cloud.tables.state(id, "ALARM#" + rule).orElseThrow();
    }

    private static WriteRequest gateway(String name, Instant lastSeen) {
        return WriteRequest.builder()
                .putRequest(PutRequest.builder()
                        .item(Map.of(
                                "device_id", AttributeValue.fromS(name),
                                "record", AttributeValue.fromS("GATEWAY"),
                                "last_seen", Values.instant(lastSeen),
                                "watch", WatchState.HEARD.of(name)))
                        .build())
                .build();
    }
}
