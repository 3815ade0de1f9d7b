package io.towersense.agent.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.towersense.agent.alertlog.AlarmEvents;
import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.Device;
import io.towersense.agent.configuration.Site;
import io.towersense.agent.outbox.Lane;
import io.towersense.agent.outbox.OutboxStatus;
import io.towersense.agent.outbox.SetAside;
import io.towersense.agent.sampling.DeviceSampling;
import io.towersense.agent.status.AgentStatus.DeviceStatus;
import io.towersense.agent.status.AgentStatus.UplinkStatus;
import io.towersense.agent.uplink.ReceiptStatus;
import io.towersense.agent.uplink.UplinkState;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.reading.QualityFlag;
import io.towersense.telemetry.reading.Reading;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A status on its way from the agent through its file to a technician. */
class StatusPageTest {
    private static final Instant NOW = Instant.parse("2026-11-22T01:19:10Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Device CABINET = Device.of("cab1", "simulator")
            .named("Cabinet 1")
            .placed("north wall")
            .withWhatToDo("Check fuse F3");
    private static final Device BATTERY = Device.of("batt", "simulator").named("Battery");
    private static final UplinkStatus CONNECTED = new UplinkStatus(
            UplinkState.CONNECTED,
            NOW.minusSeconds(3_600),
            "connected to mqtt://127.0.0.1:1883",
            Optional.empty(),
            Optional.empty());

    @TempDir
    Path folder;

    private AgentConfiguration configuration;

    @BeforeEach
    void configure() {
        configuration = AgentConfiguration.of("tower-0042", folder)
                .withSite(new Site(Optional.empty(), Optional.of("Feldberg"), Optional.empty(), Optional.empty()))
                .withDevices(List.of(CABINET, BATTERY));
    }

    @Test
    void whereAllIsWellItSaysSo() throws IOException {
        AgentStatus status = status(CONNECTED, well(), List.of(), sampling("21.5"), sampling("19"));
        assertThat(page(status).wrong()).isEmpty();
        assertThat(page(status).lines())
                .containsExactly(
                        "Feldberg (tower-0042): all is well",
                        "",
                        "  Cabinet 1 (north wall)  temperature 21.5 °C  5 s ago",
                        "  Battery                 temperature 19 °C  5 s ago",
                        "",
                        "Cloud    connected since 01:19:10, mqtt://127.0.0.1:1883",
                        "Outbox   3 readings and 1 alarm change wait, 1000 delivered, 0 dropped",
                        "Agent    development, up for 2 h 5 min, as of 2 s ago");
    }

    @Test
    void whatIsWrongComesFirstAndSaysWhatToDo() throws IOException {
        AlarmEvent alarm = AlarmEvents.raised("cab1")
                .withText("Cabinet 1 (north wall), Feldberg: temperature 47.3 °C is above the limit of 45 °C");
        AgentStatus status = status(
                new UplinkStatus(
                        UplinkState.DISCONNECTED,
                        NOW.minusSeconds(60),
                        "nothing listens at mqtt://127.0.0.1:1883",
                        Optional.of("nothing listens at mqtt://127.0.0.1:1883"),
                        Optional.of(NOW.minusSeconds(60))),
                troubled(),
                List.of(alarm),
                sampling("47.3"),
                faulty("0x76 does not answer; check its wiring"));
        assertThat(page(status).lines().get(0)).isEqualTo("Feldberg (tower-0042): needs a look");
        assertThat(page(status).wrong())
                .containsExactly(
                        "ALARM     critical: Cabinet 1 (north wall), Feldberg: temperature 47.3 °C is above the limit of"
                                + " 45 °C; since 02:14:07 (5 min 2 s)",
                        "          >> Check fuse F3",
                        "FAULT     Battery since 02:09:10: 0x76 does not answer; check its wiring",
                        "CLOUD     not reached since 02:18:10: nothing listens at mqtt://127.0.0.1:1883; readings are kept"
                                + " and go when it is back",
                        "STORAGE   the disk is full",
                        "STORAGE   a damaged outbox was set aside: /data/outbox.db.damaged; keep it for support",
                        "CLOUD     1 message refused or not confirmed too often and set aside: not authorized",
                        "STORAGE   7 readings and 0 alarm changes had no room and are lost; the outbox needs more space or"
                                + " the cloud a better line");
    }

    @Test
    void aFaultThatAnAlarmTellsIsNotToldTwiceAndTheDevicesOwnAdviceIsLeftOut() throws IOException {
        String reason = "no answer at 0x76 on bus 1: check wiring";
        AlarmEvent alarm = AlarmEvents.raised("cab1").toBuilder()
                .direction(Direction.FAULTY)
                .metric(Optional.empty())
                .text("Cabinet 1 (north wall), Feldberg: sensor faulty: " + reason)
                .build();
        AgentStatus status = status(CONNECTED, well(), List.of(alarm), faulty(reason), sampling("19"));
        assertThat(page(status).wrong())
                .containsExactly("ALARM     critical: Cabinet 1 (north wall), Feldberg: sensor faulty: " + reason
                        + "; since 02:14:07 (5 min 2 s)");
    }

    @Test
    void whatIsMadeUpIsSaidInCapitals() throws IOException {
        AgentStatus one = status(CONNECTED, well(), List.of(), simulated("21.5"), sampling("19"));
        assertThat(page(one).lines())
                .contains(
                        "SIMULATED: NO SENSOR STANDS BEHIND Cabinet 1 (north wall), THE VALUES ARE MADE UP",
                        "  Cabinet 1 (north wall)  temperature 21.5 °C  5 s ago  [SIMULATED]");
        AgentStatus all = status(CONNECTED, well(), List.of(), simulated("21.5"), simulated("19"));
        assertThat(page(all).lines()).contains("SIMULATED: NO SENSOR STANDS BEHIND ANY DEVICE, THE VALUES ARE MADE UP");
    }

    @Test
    void aValueThatIsNoEvidenceSaysWhy() throws IOException {
        Reading frozen = Reading.builder("cab1", NOW)
                .value("temperature", new BigDecimal("21.5"))
                .quality("temperature", Set.of(QualityFlag.FROZEN))
                .build();
        AgentStatus status = status(CONNECTED, well(), List.of(), sampling(false, frozen), sampling("19"));
        assertThat(page(status).lines()).contains("  Cabinet 1 (north wall)  temperature 21.5 °C (frozen)  5 s ago");
    }

    @Test
    void anAgentThatWasStoppedWatchesNothing() throws IOException {
        AgentStatus status = status(CONNECTED, well(), List.of(), sampling("21.5"), sampling("19"));
        new StatusFile(configuration, "boot").writeStopped(status);
        StoredStatus stored = stored(NOW);
        assertThat(stored.isAlive()).isFalse();
        assertThat(new StatusPage(stored, NOW, ZONE).lines())
                .startsWith(
                        "Feldberg (tower-0042): not watched",
                        "",
                        "AGENT     was stopped at 02:19:08; nothing is watched: start it");
    }

    @Test
    void anAgentThatDoesNotReportIsTold() throws IOException {
        new StatusFile(configuration, "boot")
                .write(status(CONNECTED, well(), List.of(), sampling("21.5"), sampling("19")));
        Instant later = NOW.plusSeconds(60);
        assertThat(stored(later).isStale()).isTrue();
        assertThat(new StatusPage(stored(later), later, ZONE).wrong())
                .containsExactly(
                        "AGENT     has not reported since 02:19:08; what follows is old: look into its log, check"
                                + " that the disk is not full");
    }

    @Test
    void anAgentWhoseProcessIsGoneIsTold() throws IOException {
        new StatusFile(configuration, "boot")
                .write(status(CONNECTED, well(), List.of(), sampling("21.5"), sampling("19")));
        Path file = folder.resolve("status.json");
        Files.writeString(
                file, Files.readString(file).replaceAll("\"pid\" : [0-9]+", "\"pid\" : " + Integer.MAX_VALUE));
        assertThat(new StatusPage(stored(NOW), NOW, ZONE).wrong().get(0))
                .isEqualTo(
                        "AGENT     does not run, last heard of at 02:19:08; nothing is watched: start it, and look into"
                                + " its log");
    }

    @Test
    void theFileHoldsEverythingForAProgram() throws IOException {
        AgentStatus status = status(
                CONNECTED, troubled(), List.of(AlarmEvents.raised("cab1")), sampling("47.3"), faulty("no answer"));
        new StatusFile(configuration, "a-boot").write(status);
        JsonNode json = stored(NOW).json();
        assertThat(json.path("thing").asText()).isEqualTo("tower-0042");
        assertThat(json.path("boot_id").asText()).isEqualTo("a-boot");
        assertThat(json.path("uptime_s").asLong()).isEqualTo(7_500);
        assertThat(json.path("sampled").asLong()).isEqualTo(84);
        assertThat(json.path("superseded").asLong()).isEqualTo(2);
        assertThat(json.path("uplink").path("state").asText()).isEqualTo("connected");
        assertThat(json.path("outbox").path("pending").asLong()).isEqualTo(3);
        assertThat(json.path("devices")
                        .get(0)
                        .path("last_reading")
                        .path("temperature")
                        .decimalValue())
                .isEqualByComparingTo("47.3");
        assertThat(json.path("devices").get(1).path("fault").asText()).isEqualTo("no answer");
        assertThat(stored(NOW).alarms())
                .extracting(StoredStatus.StandingAlarm::event)
                .containsExactly(AlarmEvents.raised("cab1"));
        assertThat(folder.toFile().list()).containsExactly("status.json");
    }

    @Test
    void aCloudThatHasConfirmedNothingForLongIsNotCalledWell() throws IOException {
        AgentStatus well = status(CONNECTED, well(), List.of(), sampling("21.5"), sampling("19"));
        assertThat(page(awaiting(well, 60)).wrong()).isEmpty();
        assertThat(String.join("\n", page(awaiting(well, 60)).lines()))
                .contains(", 12 messages sent and not confirmed yet");
        assertThat(page(awaiting(well, 900)).wrong())
                .containsExactly(
                        "CLOUD     has confirmed nothing since 02:04:10, 12 messages sent; what is not confirmed is"
                                + " kept and goes again");
    }

    @Test
    void anUplinkThatTakesNothingSaysWhy() throws IOException {
        UplinkStatus held = new UplinkStatus(
                UplinkState.HELD,
                NOW.minusSeconds(60),
                "the nucleus' spool is full",
                Optional.empty(),
                Optional.empty());
        assertThat(page(status(held, well(), List.of(), sampling("21.5"), sampling("19")))
                        .wrong())
                .containsExactly(
                        "CLOUD     takes nothing since 02:18:10: the nucleus' spool is full; readings are kept and go"
                                + " when it is back");
    }

    private static AgentStatus awaiting(AgentStatus status, int seconds) {
        return new AgentStatus(
                status.at(),
                status.startedAt(),
                status.uptime(),
                status.uplink(),
                Optional.of(new ReceiptStatus(12, Optional.of(NOW.minusSeconds(seconds)), Optional.empty())),
                status.outbox(),
                status.devices(),
                status.alarms(),
                status.alertLogError());
    }

    private StatusPage page(AgentStatus status) throws IOException {
        new StatusFile(configuration, "boot").write(status);
        return new StatusPage(stored(NOW), NOW, ZONE);
    }

    private StoredStatus stored(Instant now) throws IOException {
        return StoredStatus.read(folder.resolve("status.json"), now).orElseThrow();
    }

    private static AgentStatus status(
            UplinkStatus uplink,
            OutboxStatus outbox,
            List<AlarmEvent> alarms,
            DeviceSampling cabinet,
            DeviceSampling battery) {
        return new AgentStatus(
                NOW.minusSeconds(2),
                NOW.minusSeconds(7_502),
                Duration.ofSeconds(7_500),
                uplink,
                Optional.empty(),
                outbox,
                List.of(
                        new DeviceStatus(CABINET, cabinet, cabinet.lastReadAt().map(at -> Duration.ofSeconds(3))),
                        new DeviceStatus(BATTERY, battery, battery.lastReadAt().map(at -> Duration.ofSeconds(3)))),
                alarms,
                Optional.empty());
    }

    private static DeviceSampling sampling(String temperature) {
        return sampling(false, Reading.of("cab1", NOW, Map.of("temperature", new BigDecimal(temperature))));
    }

    private static DeviceSampling simulated(String temperature) {
        return sampling(true, Reading.of("cab1", NOW, Map.of("temperature", new BigDecimal(temperature))));
    }

    private static DeviceSampling sampling(boolean isSimulated, Reading reading) {
        return new DeviceSampling(
                isSimulated,
                Optional.of(reading),
                Optional.of(Duration.ZERO),
                Optional.empty(),
                Optional.empty(),
                false,
                42,
                1,
                0);
    }

    private static DeviceSampling faulty(String reason) {
        return new DeviceSampling(
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(reason),
                Optional.of(NOW.minusSeconds(600)),
                false,
                42,
                1,
                0);
    }

    private static OutboxStatus well() {
        return outbox(0, List.of(), Optional.empty(), Optional.empty());
    }

    private static OutboxStatus troubled() {
        return outbox(
                7,
                List.of(new SetAside("id", Lane.TELEMETRY, 9, "not authorized", NOW)),
                Optional.of(Path.of("/data/outbox.db.damaged")),
                Optional.of("the disk is full"));
    }

    private static OutboxStatus outbox(
            long dropped, List<SetAside> setAside, Optional<Path> damaged, Optional<String> error) {
        return new OutboxStatus(
                1_003 + dropped,
                1_000,
                dropped,
                3,
                0,
                0,
                2,
                1,
                4_096,
                Optional.empty(),
                setAside,
                setAside.size(),
                damaged,
                Optional.of(NOW),
                error);
    }
}
