package io.towersense.agent.judging;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.agent.alertlog.AlertEntry;
import io.towersense.agent.alertlog.AlertLog;
import io.towersense.agent.alertlog.AlertLogReader;
import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.Device;
import io.towersense.agent.configuration.Names;
import io.towersense.agent.configuration.Site;
import io.towersense.agent.outbox.Lane;
import io.towersense.agent.outbox.OutboxListener;
import io.towersense.agent.outbox.OutboxMessage;
import io.towersense.agent.outbox.OutboxSettings;
import io.towersense.agent.outbox.SqliteOutbox;
import io.towersense.agent.sampling.Miss;
import io.towersense.agent.sampling.Sample;
import io.towersense.agent.sampling.SampledDevice;
import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Exhausted;
import io.towersense.sensor.SensorDriver;
import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.codec.AlarmCodec;
import io.towersense.telemetry.codec.BatchCodec;
import io.towersense.telemetry.engine.SensorFault;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.reading.QualityFlag;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.rule.Level;
import io.towersense.telemetry.rule.LevelRule;
import io.towersense.telemetry.rule.RuleSet;
import io.towersense.telemetry.rule.StandingRule;
import io.towersense.telemetry.time.ManualClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge with a real outbox and a real alert log. */
class JudgeTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Boot FIRST_BOOT = new Boot("11111111-1111-4111-8111-111111111111");
    private static final Boot SECOND_BOOT = new Boot("22222222-2222-4222-8222-222222222222");
    private static final RuleSet DELAYED = new RuleSet(List.of(new LevelRule(
            "temperature-high",
            Metric.TEMPERATURE,
            Direction.ABOVE,
            List.of(new Level(new BigDecimal("45"), new BigDecimal("43"), Severity.CRITICAL)),
            Duration.ofSeconds(60),
            Duration.ZERO)));

    @TempDir
    Path folder;

    private static final JudgedDevice CABINET =
            new JudgedDevice("cab1", Optional.of("feldberg"), false, StandingRule.of(Duration.ofSeconds(5)));

    private List<JudgedDevice> judged = List.of(JudgedDevice.of("cab1"));
    private final ManualClock clock = new ManualClock(START);
    private AgentConfiguration configuration;
    private SqliteOutbox outbox;
    private Judge judge;

    @BeforeEach
    void open() throws Exception {
        configuration = AgentConfiguration.of("tower-0042", folder)
                .withSite(
                        new Site(Optional.of("feldberg"), Optional.of("Feldberg"), Optional.empty(), Optional.empty()))
                .withDevices(List.of(
                        Device.of("cab1", "simulator").named("Cabinet 1").placed("north wall")));
        start(RuleSet.DEFAULTS, FIRST_BOOT);
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void everyReadingGoesToTheOutboxWithTheRulesThatItBreaks() {
        judge.judge(sample("21.5"));
        judge.judge(sample("47.3"));
        outbox.cut();
        assertThat(readings()).extracting(Reading::breaches).containsExactly(List.of(), List.of("temperature-high"));
    }

    @Test
    void aChangeIsCommittedAndLoggedWhenTheReadingIsJudged() throws IOException {
        judge.judge(sample("47.3"));
        assertThat(outbox.status().waiting())
                .as("readings that are in memory only")
                .isZero();
        assertThat(entries()).extracting(entry -> entry.event().change()).containsExactly(AlarmChange.RAISED);
        assertThat(alarms()).isEqualTo(entries().stream().map(AlertEntry::event).toList());
    }

    @Test
    void sentencesNameTheDeviceAndTheSite() throws IOException {
        judge.judge(sample("47.3"));
        String sentence = "Cabinet 1 (north wall), Feldberg: temperature 47.3 °C is above the limit of 45 °C";
        assertThat(entries().get(0).event().text()).isEqualTo(sentence);
        assertThat(judge.alarms()).extracting(AlarmEvent::text).containsExactly(sentence);
    }

    @Test
    void theSameAlarmGoesOnUnderTheSameIdAfterAKill() throws Exception {
        judge.judge(sample("47.3"));
        restart(RuleSet.DEFAULTS, FIRST_BOOT);
        judge.judge(sample("48.0"));
        assertThat(judge.alarms()).hasSize(1);
        judge.judge(sample("21.5"));
        assertThat(judge.alarms()).isEmpty();
        restart(RuleSet.DEFAULTS, SECOND_BOOT);
        judge.judge(sample("21.5"));
        assertThat(entries())
                .extracting(entry -> entry.event().change())
                .containsExactly(AlarmChange.RAISED, AlarmChange.CLEARED);
        assertThat(entries())
                .extracting(entry -> entry.event().alarmId())
                .containsOnly(entries().get(0).event().alarmId());
        assertThat(entries()).extracting(entry -> entry.event().revision()).containsExactly(1L, 2L);
    }

    @Test
    void timeAloneRaisesAnAlarmThatHasWaitedLongEnough() throws Exception {
        restart(DELAYED, FIRST_BOOT);
        judge.judge(sample("47.3"));
        clock.advance(Duration.ofSeconds(59));
        judge.tick();
        assertThat(entries()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        judge.tick();
        judge.tick();
        assertThat(entries())
                .extracting(entry -> entry.event().changedAt())
                .containsExactly(START.plusSeconds(60).plusNanos(1_000));
    }

    @Test
    void delaysGoOnOverARestartOfTheProcessAndBeginAnewOverABoot() throws Exception {
        restart(DELAYED, FIRST_BOOT);
        judge.judge(sample("47.3"));
        outbox.commit();
        clock.advance(Duration.ofSeconds(59));
        restart(DELAYED, FIRST_BOOT);
        clock.advance(Duration.ofSeconds(1));
        judge.judge(sample("47.3"));
        assertThat(entries()).hasSize(1);

        judge.judge(sample("21.5"));
        judge.judge(sample("47.3"));
        outbox.commit();
        clock.advance(Duration.ofSeconds(59));
        restart(DELAYED, SECOND_BOOT);
        clock.advance(Duration.ofSeconds(1));
        judge.judge(sample("47.3"));
        assertThat(entries()).as("raised, cleared").hasSize(2);
    }

    @Test
    void aWallClockThatJumpsNeitherRaisesNorClears() throws Exception {
        restart(DELAYED, FIRST_BOOT);
        judge.judge(sample("47.3"));
        clock.set(START.plus(Duration.ofDays(400)));
        judge.tick();
        judge.judge(sample("47.3"));
        assertThat(entries()).isEmpty();
    }

    @Test
    void aRecordingIsJudgedOnItsOwnTime() throws Exception {
        restart(DELAYED, FIRST_BOOT);
        judge.judge(replayed("47.3", "2015-02-04T17:51:00Z"));
        clock.advance(Duration.ofHours(1));
        judge.tick();
        assertThat(entries()).isEmpty();
        judge.judge(replayed("47.3", "2015-02-04T17:52:00Z"));
        assertThat(entries())
                .extracting(entry -> entry.event().raisedAt())
                .containsExactly(Instant.parse("2015-02-04T17:52:00Z"));
    }

    @Test
    void aRecordedReadingThatIsNotNewerIsStoredAndNotJudged() throws IOException {
        judge.judge(replayed("21.5", "2014-01-07T02:55:00Z"));
        judge.judge(replayed("94.1", "2014-01-07T02:00:00Z"));
        judge.judge(replayed("21.6", "2014-01-07T03:00:00Z"));
        outbox.cut();
        assertThat(readings())
                .hasSize(3)
                .allSatisfy(reading -> assertThat(reading.breaches()).isEmpty());
        assertThat(entries()).isEmpty();
    }

    @Test
    void whatCannotBeIsNoEvidence() throws IOException {
        Reading impossible = Reading.builder("cab1", clock.now())
                .value("temperature", new BigDecimal("187"))
                .quality("temperature", Set.of(QualityFlag.IMPOSSIBLE))
                .build();
        judge.judge(new Sample(impossible, clock.monotonic(), false));
        assertThat(entries()).isEmpty();
    }

    @Test
    void anAlarmOfADeviceThatIsNoLongerConfiguredEnds() throws Exception {
        judge.judge(sample("47.3"));
        judged = List.of(JudgedDevice.of("cab2"));
        restart(RuleSet.DEFAULTS, FIRST_BOOT);
        assertThat(entries())
                .extracting(entry -> entry.event().change())
                .containsExactly(AlarmChange.RAISED, AlarmChange.CLEARED);
        restart(RuleSet.DEFAULTS, FIRST_BOOT);
        assertThat(entries()).hasSize(2);
    }

    @Test
    void aFaultySensorIsOneAlarmAlsoAcrossAKill() throws Exception {
        judged = List.of(CABINET);
        restart(RuleSet.DEFAULTS, FIRST_BOOT);
        miss();
        tickFor(10);
        miss();
        assertThat(rulesAndChanges()).containsExactly("faulty raised");
        assertThat(judge.alarms())
                .extracting(AlarmEvent::text)
                .containsExactly("Cabinet 1 (north wall), Feldberg: sensor faulty: no answer at 0x76 on bus 1");
        restart(RuleSet.DEFAULTS, FIRST_BOOT);
        miss();
        for (int read = 0; read < 3; read++) {
            tickFor(5);
            judge.judge(sample("21.5"));
        }
        assertThat(rulesAndChanges()).containsExactly("faulty raised", "faulty cleared");
        String id = entries().get(0).event().alarmId();
        assertThat(entries()).extracting(entry -> entry.event().alarmId()).containsOnly(id);
    }

    @Test
    void aDeviceIsNotSilentBecauseTheAgentWasNotRunning() throws Exception {
        judged = List.of(CABINET);
        restart(RuleSet.DEFAULTS, FIRST_BOOT);
        judge.judge(sample("21.5"));
        judge.tick();
        clock.advance(Duration.ofHours(3));
        restart(RuleSet.DEFAULTS, FIRST_BOOT);
        judge.tick();
        assertThat(entries()).isEmpty();
        tickFor(16);
        assertThat(rulesAndChanges()).containsExactly("silent raised");
    }

    @Test
    void aDeviceIsNotSilentBecauseTheProgramStoodStill() throws Exception {
        judged = List.of(CABINET);
        restart(RuleSet.DEFAULTS, FIRST_BOOT);
        judge.judge(sample("21.5"));
        tickFor(3);
        clock.advance(Duration.ofMinutes(10));
        tickFor(12);
        assertThat(entries()).isEmpty();
        tickFor(3);
        assertThat(rulesAndChanges()).containsExactly("silent raised");
    }

    @Test
    void aPauseOfTheProgramIsTakenOutOfADelayAndDoesNotBeginItAnew() throws Exception {
        judged = List.of(CABINET);
        restart(RuleSet.DEFAULTS, FIRST_BOOT);
        judge.judge(sample("21.5"));
        tickFor(10);
        clock.advance(Duration.ofSeconds(4));
        tickFor(3);
        assertThat(entries()).isEmpty();
        tickFor(4);
        assertThat(rulesAndChanges()).containsExactly("silent raised");
    }

    @Test
    void aMissRightAfterAPauseIsNoFaultYet() throws Exception {
        judged = List.of(CABINET);
        restart(RuleSet.DEFAULTS, FIRST_BOOT);
        judge.judge(sample("21.5"));
        tickFor(3);
        miss();
        clock.advance(Duration.ofMinutes(10));
        miss();
        tickFor(1);
        assertThat(entries()).isEmpty();
    }

    @Test
    void aDeviceThatHasNothingMoreToGiveIsNotSilent() throws Exception {
        judged = List.of(CABINET);
        restart(RuleSet.DEFAULTS, FIRST_BOOT);
        judge.judge(sample("21.5"));
        judge.exhausted("cab1");
        tickFor(60);
        assertThat(entries()).isEmpty();
    }

    @Test
    void aRecordingMayBeSilentAsLongAsItWants() {
        SensorDriver live = () -> new Exhausted();
        SensorDriver recording = new SensorDriver() {
            @Override
            public Measurement read() {
                return new Exhausted();
            }

            @Override
            public boolean pacesItself() {
                return true;
            }
        };
        assertThat(standing(live)).containsExactly("faulty", "silent");
        assertThat(standing(recording)).containsExactly("faulty");
    }

    private static List<String> standing(SensorDriver driver) {
        SampledDevice device = new SampledDevice(
                "cab1", driver, Duration.ofSeconds(5), Duration.ZERO, Optional.empty(), Optional.empty());
        return JudgedDevice.of(device).standing().stream().map(StandingRule::id).toList();
    }

    @Test
    void aFrozenMetricIsFaultyAndMutesNoOther() throws Exception {
        judged = List.of(CABINET);
        restart(RuleSet.DEFAULTS, FIRST_BOOT);
        for (int read = 0; read < 5; read++) {
            tickFor(5);
            Reading reading = Reading.builder("cab1", clock.now())
                    .value("temperature", new BigDecimal(read < 4 ? "21.5" : "47.3"))
                    .value("humidity", new BigDecimal("95"))
                    .quality("humidity", Set.of(QualityFlag.FROZEN))
                    .build();
            SensorFault fault = new SensorFault(Optional.of(Metric.HUMIDITY), "humidity is frozen");
            judge.judge(new Sample(reading, clock.monotonic(), false, Optional.of(fault)));
        }
        assertThat(rulesAndChanges()).containsExactly("faulty raised", "temperature-high raised");
    }

    @Test
    void whatWasCommittedButNotLoggedIsLoggedAtTheNextStart() throws Exception {
        judge.judge(sample("47.3"));
        outbox.close();
        AlarmEvent committed = entries().get(0).event();
        Files.delete(folder.resolve("alerts.log"));
        Files.delete(folder.resolve("alerts.jsonl"));
        Files.write(folder.resolve("alerts.expected"), AlarmCodec.encode(committed));
        start(RuleSet.DEFAULTS, FIRST_BOOT);
        assertThat(entries()).extracting(AlertEntry::event).containsExactly(committed);
        judge.judge(sample("21.5"));
        assertThat(entries()).hasSize(2);
    }

    @Test
    void whatWasExpectedButNeverCommittedIsNotLogged() throws Exception {
        judge.judge(sample("47.3"));
        AlarmEvent committed = entries().get(0).event();
        AlarmEvent other = committed.toBuilder().revision(2).build();
        outbox.close();
        Files.write(folder.resolve("alerts.expected"), AlarmCodec.encode(other));
        start(RuleSet.DEFAULTS, FIRST_BOOT);
        assertThat(entries()).extracting(AlertEntry::event).containsExactly(committed);
    }

    private void miss() {
        SensorFault fault = SensorFault.of("no answer at 0x76 on bus 1");
        judge.miss(new Miss("cab1", fault, clock.monotonic()));
    }

    private void tickFor(int seconds) {
        for (int second = 0; second < seconds; second++) {
            clock.advance(Duration.ofSeconds(1));
            judge.tick();
        }
    }

    private List<String> rulesAndChanges() throws IOException {
        return entries().stream()
                .map(AlertEntry::event)
                .map(event -> event.rule() + " " + event.change().label())
                .toList();
    }

    private void restart(RuleSet rules, Boot boot) throws Exception {
        outbox.close();
        start(rules, boot);
    }

    private void start(RuleSet rules, Boot boot) throws Exception {
        outbox = SqliteOutbox.open(
                folder.resolve("outbox"),
                OutboxSettings.DEFAULTS.withCommitEvery(Duration.ofHours(1)),
                boot.id(),
                clock,
                OutboxListener.NONE);
        AlertLog log = AlertLog.open(configuration, ZoneOffset.UTC, clock, entry -> {});
        judge = Judge.start(
                rules, judged, outbox, log, new Names(configuration.site(), configuration.devices()), clock, boot);
    }

    private Sample sample(String temperature) {
        clock.advance(Duration.ofNanos(1_000));
        Reading reading = Reading.builder("cab1", clock.now())
                .value("temperature", new BigDecimal(temperature))
                .build();
        return new Sample(reading, clock.monotonic(), false);
    }

    private Sample replayed(String temperature, String time) {
        Reading reading = Reading.builder("cab1", Instant.parse(time))
                .value("temperature", new BigDecimal(temperature))
                .build();
        return new Sample(reading, clock.monotonic(), true);
    }

    private List<AlertEntry> entries() throws IOException {
        List<AlertEntry> entries = new ArrayList<>();
        try (AlertLogReader reader = new AlertLogReader(configuration.dataFolder())) {
            reader.readTo(entries::add);
        }
        return entries;
    }

    private List<Reading> readings() {
        List<Reading> readings = new ArrayList<>();
        messages(Lane.TELEMETRY)
                .forEach(message ->
                        readings.addAll(BatchCodec.decode(message.payload()).readings()));
        return readings;
    }

    private List<AlarmEvent> alarms() {
        return messages(Lane.ALARMS).stream()
                .map(message -> AlarmCodec.decode(message.payload()))
                .toList();
    }

    private List<OutboxMessage> messages(Lane lane) {
        List<OutboxMessage> messages = new ArrayList<>();
        for (Optional<OutboxMessage> next = outbox.next(lane); next.isPresent(); next = outbox.next(lane)) {
            messages.add(next.get());
        }
        return messages;
    }
}
