package io.towersense.agent.shadow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.Gateway;
import io.towersense.agent.configuration.InvalidConfigurationException;
import io.towersense.agent.configuration.OverrideOutcome;
import io.towersense.agent.configuration.Problem;
import io.towersense.agent.configuration.Site;
import io.towersense.agent.status.AgentStatus;
import io.towersense.agent.status.AgentStatus.DeviceStatus;
import io.towersense.agent.uplink.UplinkState;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.rule.RuleSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReportedStateTest {
    private static final AgentConfiguration CONFIGURATION = AgentConfiguration.of("tower-0042", Path.of("/data"))
            .withGateway(new Gateway("tower-0042", "Feldberg gateway"))
            .withSite(new Site(Optional.empty(), Optional.of("Feldberg"), Optional.empty(), Optional.empty()));
    private static final List<Severity> SEVERITIES = List.of(Severity.values());
    private static final DesiredState NOTHING =
            new DesiredState(ShadowJson.object(), 0, new OverrideOutcome.Applied(CONFIGURATION));

    @Test
    void itSaysWhoItIsAndHowItIs() {
        JsonNode reported = reported(Statuses.status(List.of(Statuses.well("cab1", 42)), List.of()), NOTHING);
        assertThat(reported.toString())
                .startsWith(
                        "{\"gateway\":{\"thing\":\"tower-0042\",\"name\":\"Feldberg gateway\",\"site\":\"Feldberg\"},"
                                + "\"versions\":{\"agent\":\"development\",\"java\":\"")
                .endsWith("\"},\"at\":\"2026-11-22T01:19:10Z\",\"started_at\":\"2026-11-21T23:14:10Z\","
                        + "\"rules_version\":\"" + RuleSet.DEFAULTS.version() + "\","
                        + "\"uplink\":{\"state\":\"connected\",\"since\":\"2026-11-22T01:18:10Z\","
                        + "\"reason\":\"connected to mqtts://cloud.example\"},"
                        + "\"receipts\":{\"awaited\":2,\"silent_since\":\"2026-11-22T01:19:06Z\","
                        + "\"last_at\":\"2026-11-22T01:19:05Z\",\"missing\":false},"
                        + "\"outbox\":{\"pending\":3,\"oldest\":\"2026-11-22T01:18:40Z\",\"bytes\":4096,\"set_aside\":0,"
                        + "\"dropped\":0,\"dropped_alarms\":0,\"error\":null},\"alert_log_error\":null,"
                        + "\"counts\":{\"devices\":1,\"not_normal\":0,\"sampled\":42,"
                        + "\"alarms\":{\"critical\":0,\"major\":0,\"minor\":0,\"warning\":0}},"
                        + "\"desired\":null,\"not_normal\":[],\"truncated\":null}");
    }

    @Test
    void theDevicesThatAreNotNormalAreThereWorstFirst() {
        List<AlarmEvent> alarms = List.of(
                Statuses.alarm("cab2", Severity.MINOR, "humid"),
                Statuses.alarm("cab3", Severity.CRITICAL, "hot"),
                Statuses.alarm("gone", Severity.MAJOR, "was hot when it was taken away"));
        AgentStatus status = Statuses.status(
                List.of(
                        Statuses.well("cab1", 1),
                        Statuses.well("cab2", 1),
                        Statuses.well("cab3", 1),
                        Statuses.stale("cab4"),
                        Statuses.faulty("cab5", "no answer")),
                alarms);
        JsonNode reported = reported(status, NOTHING);
        assertThat(ids(reported)).containsExactly("cab3", "gone", "cab2", "cab5", "cab4");
        assertThat(reported.path("not_normal").path(0).toString())
                .isEqualTo("{\"id\":\"cab3\",\"name\":\"cab3\",\"alarms\":[{\"rule\":\"temperature-high\","
                        + "\"severity\":\"critical\",\"since\":\"2026-11-22T01:14:10Z\",\"text\":\"hot\"}]}");
        assertThat(reported.path("not_normal").path(3).toString())
                .isEqualTo("{\"id\":\"cab5\",\"name\":\"cab5\",\"fault\":\"no answer\","
                        + "\"fault_since\":\"2026-11-22T01:09:10Z\"}");
        assertThat(reported.path("not_normal").path(4).toString())
                .isEqualTo("{\"id\":\"cab4\",\"name\":\"cab4\",\"stale\":true}");
        assertThat(reported.path("counts").path("not_normal").asInt()).isEqualTo(5);
        assertThat(reported.path("counts").path("alarms").toString())
                .isEqualTo("{\"critical\":1,\"major\":1,\"minor\":1,\"warning\":0}");
    }

    @Test
    void whatHasNoRoomIsCounted() {
        JsonNode reported = reported(faults(200, "no answer"), NOTHING);
        int told = reported.path("not_normal").size();
        assertThat(told).isGreaterThan(20);
        assertThat(reported.path("truncated").asInt()).isEqualTo(200 - told);
        assertThat(reported.path("counts").path("not_normal").asInt()).isEqualTo(200);
    }

    @Test
    void whatIsDesiredTakesRoomFromIt() {
        JsonNode much = ShadowJson.object().put("note", "x".repeat(5_000));
        DesiredState desired = new DesiredState(much, 7, refused(List.of("note: is no key here")));
        ReportedState state = ReportedState.of(faults(200, "no answer"), CONFIGURATION, desired);
        FakeShadow shadow = new FakeShadow();
        shadow.desire(much.toString());
        shadow.update(ShadowJson.parse(state.update()));
        assertThat(shadow.state("reported").path("truncated").asInt()).isGreaterThan(100);
        assertThat(shadow.state("reported").path("desired").toString())
                .isEqualTo("{\"version\":7,\"status\":\"refused\",\"problems\":[\"note: is no key here\"]}");
    }

    @Test
    void aRefusalNamesTheFirstProblemsAndCountsTheOthers() {
        List<String> many = IntStream.range(0, 40).mapToObj(i -> "problem " + i).toList();
        JsonNode desired = reported(
                        faults(1, "x"), new DesiredState(ShadowJson.object().put("a", 1), 3, refused(many)))
                .path("desired");
        assertThat(desired.path("problems")).hasSize(6);
        assertThat(desired.path("problems").path(5).asText()).isEqualTo("and 35 more");
    }

    @Test
    void aDeviceThatIsNormalAgainAndARefusalThatIsOverDisappearFromTheShadow() {
        FakeShadow shadow = new FakeShadow();
        DesiredState wrong =
                new DesiredState(ShadowJson.object().put("a", 1), 3, refused(List.of("a: is no key here")));
        AgentStatus trouble = Statuses.status(
                Statuses.uplink(UplinkState.HELD, "the spool is full"),
                Statuses.outbox(3, 1, Optional.of("the disk is full")),
                List.of(Statuses.faulty("cab1", "no answer")),
                List.of());
        shadow.update(
                ShadowJson.parse(ReportedState.of(trouble, CONFIGURATION, wrong).update()));
        assertThat(shadow.state("reported").path("outbox").path("error").asText())
                .isEqualTo("the disk is full");
        shadow.update(ShadowJson.parse(ReportedState.of(
                        Statuses.status(List.of(Statuses.well("cab1", 43)), List.of()), CONFIGURATION, NOTHING)
                .update()));
        assertThat(shadow.state("reported").path("not_normal")).isEmpty();
        assertThat(shadow.state("reported").has("desired")).isFalse();
        assertThat(shadow.state("reported").path("outbox").has("error")).isFalse();
    }

    @Test
    void whatAnotherVersionHasLeftIsNotCovered() {
        ReportedState state = state(faults(1, "x"));
        assertThat(state.covers(ShadowJson.object())).isTrue();
        assertThat(state.covers(parse(state.update()).path("state").path("reported")))
                .isTrue();
        assertThat(state.covers(ShadowJson.object().put("colour", "red"))).isFalse();
        assertThat(state.covers(parse("{\"outbox\":{\"waiting\":3}}".getBytes(UTF_8))))
                .isFalse();
    }

    @Test
    void runningCountsAndTimesDoNotMatter() {
        AgentStatus before = Statuses.status(
                Statuses.CONNECTED,
                Statuses.outbox(3, 4_096, Optional.of("112 bytes are free")),
                List.of(Statuses.faulty("cab1", "failed 17 times"), Statuses.well("cab2", 1)),
                List.of());
        AgentStatus after = Statuses.status(
                Statuses.CONNECTED,
                Statuses.outbox(900, 70_000, Optional.of("96 bytes are free")),
                List.of(Statuses.faulty("cab1", "failed 18 times"), Statuses.well("cab2", 999)),
                List.of());
        assertThat(state(after).gist()).isEqualTo(state(before).gist());
        assertThat(state(faults(2, "failed")).gist())
                .isNotEqualTo(state(faults(1, "failed")).gist());
    }

    @Property(tries = 300)
    void itIsNeverTooLargeAlwaysJsonAndTheWorstAreNeverLeftOut(
            @ForAll @IntRange(max = 400) int devices,
            @ForAll @Size(max = 30) List<String> texts,
            @ForAll @IntRange(max = 7_900) int desiredBytes) {
        List<String> names = new ArrayList<>(texts);
        names.add("\"\\\u0000\uD800\uD83D\uDE00".repeat(60));
        Collections.rotate(names, devices);
        List<DeviceStatus> statuses = new ArrayList<>();
        List<AlarmEvent> alarms = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            String text = names.get(i % names.size());
            statuses.add(Statuses.faulty("d" + i, text));
            if (i % 3 == 0) {
                alarms.add(Statuses.alarm("d" + i, SEVERITIES.get(i / 3 % 4), text));
            }
        }
        AgentStatus status = Statuses.status(
                Statuses.uplink(UplinkState.DISCONNECTED, names.get(0)),
                Statuses.outbox(Long.MAX_VALUE / 2, Long.MAX_VALUE, Optional.of(names.get(0))),
                statuses,
                alarms);
        DesiredState desired = new DesiredState(
                ShadowJson.object().put("x", "y".repeat(desiredBytes)),
                Long.MAX_VALUE,
                refused(List.of(names.get(0), "b", "c", "d", "e", "f", names.get(0))));
        byte[] update = ReportedState.of(
                        status, CONFIGURATION.withGateway(new Gateway("x".repeat(128), names.get(0) + "n")), desired)
                .update();
        assertThat(update.length).isLessThanOrEqualTo(ReportedState.MOST_BYTES);
        JsonNode reported = parse(update).path("state").path("reported");
        int told = reported.path("not_normal").size();
        assertThat(told + reported.path("truncated").asInt()).isEqualTo(devices);
        List<String> all = AbnormalDevices.of(status, CONFIGURATION).stream()
                .map(device -> device.path("id").asText())
                .toList();
        assertThat(ids(reported)).isEqualTo(all.subList(0, told));
        List<Integer> ranks = StreamSupport.stream(reported.path("not_normal").spliterator(), false)
                .map(device -> device.path("alarms").path(0).path("severity").asText("none"))
                .map("critical major minor warning none"::indexOf)
                .toList();
        assertThat(ranks).isSorted();
    }

    private static OverrideOutcome refused(List<String> problems) {
        List<Problem> all = problems.stream()
                .map(text -> InvalidConfigurationException.problem("", text))
                .toList();
        return new OverrideOutcome.Refused(all);
    }

    private static AgentStatus faults(int count, String reason) {
        return Statuses.status(
                IntStream.range(0, count)
                        .mapToObj(i -> Statuses.faulty("cab" + i, reason))
                        .toList(),
                List.of());
    }

    private static ReportedState state(AgentStatus status) {
        return ReportedState.of(status, CONFIGURATION, NOTHING);
    }

    private static JsonNode reported(AgentStatus status, DesiredState desired) {
        byte[] update = ReportedState.of(status, CONFIGURATION, desired).update();
        return parse(update).path("state").path("reported");
    }

    private static JsonNode parse(byte[] json) {
        return ShadowJson.parse(json);
    }

    private static List<String> ids(JsonNode reported) {
        return StreamSupport.stream(reported.path("not_normal").spliterator(), false)
                .map(device -> device.path("id").asText())
                .toList();
    }
}
