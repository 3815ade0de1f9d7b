package io.towersense.agent.shadow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.ConfigurationLayers;
import io.towersense.agent.configuration.Device;
import io.towersense.agent.configuration.OverrideOutcome;
import io.towersense.agent.outbox.OutboxStatus;
import io.towersense.agent.status.AgentStatus;
import io.towersense.telemetry.time.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read and reported when. */
class ShadowDialogueTest {
    private static final ShadowSettings SETTINGS = ShadowSettings.DEFAULTS;

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(Statuses.NOW);
    private final FakeShadowStore store = new FakeShadowStore();
    private final List<String> asked = new ArrayList<>();
    private AgentStatus status = normal(0);
    private ConfigurationLayers layers;
    private ShadowDialogue dialogue;

    @BeforeEach
    void begin() {
        layers = ConfigurationLayers.open(AgentConfiguration.of("tower-0042", folder)
                .withDevices(List.of(Device.of("cab1", "simulator"), Device.of("cab2", "simulator"))));
        dialogue = new ShadowDialogue(store, new LayeredAgent(), SETTINGS, clock, new SplittableRandom(1), () -> {});
        store.onChange(dialogue::desiredChanged);
    }

    @Test
    void atTheStartItReadsWhatIsDesiredThenReportsWithTheOutcome() {
        store.shadow().desire("{\"interval\":\"1min\"}");
        settle();
        assertThat(asked).containsExactly("{\"interval\":\"1min\"}");
        assertThat(layers.effective().devices()).extracting(Device::interval).containsOnly(Duration.ofMinutes(1));
        assertThat(reported("desired")).isEqualTo("{\"version\":1,\"status\":\"applied\"}");
        assertThat(store.reads()).isEqualTo(1);
        assertThat(store.updates()).hasSize(1);
    }

    @Test
    void whereThereIsNoShadowYetNothingIsDesiredAndItMakesOne() {
        settle();
        assertThat(asked).containsExactly("{}");
        assertThat(reported("desired")).isEmpty();
        assertThat(reported("gateway")).contains("tower-0042");
    }

    @Test
    void aRefusalIsReportedWithPathAndTextAndTheLastGoodOneRunsOn() {
        desireAndSettle("{\"interval\":\"1min\"}");
        AgentConfiguration good = layers.effective();
        desireAndSettle("{\"interval\":null,\"devices\":{\"cab3\":{\"interval\":\"1s\"}}}");
        assertThat(layers.effective()).isEqualTo(good);
        assertThat(reported("desired"))
                .contains("\"status\":\"refused\"", "\"devices.cab3: is no device here; did you mean cab1?\"");
    }

    @Test
    void anOverrideThatIsRemovedEnds() {
        desireAndSettle("{\"interval\":\"1min\"}");
        desireAndSettle("null");
        assertThat(layers.effective().devices()).extracting(Device::interval).containsOnly(Device.DEFAULT_INTERVAL);
        assertThat(reported("desired")).isEmpty();
    }

    @Test
    void aBurstOfChangesIsReadOnceAndJudgedOnce() {
        settle();
        asked.clear();
        for (int i = 1; i <= 50; i++) {
            store.desire("{\"interval\":\"" + i + "s\"}");
        }
        pass(Duration.ofSeconds(11));
        assertThat(asked).containsExactly("{\"interval\":\"50s\"}");
        assertThat(store.reads()).isEqualTo(2);
        assertThat(store.updates()).hasSize(2);
    }

    @Test
    void changesThatGoOnAreReadEveryTwoSecondsAtMostAndReportedEveryTenAtMost() {
        settle();
        for (int i = 1; i <= 60; i++) {
            store.desire("{\"interval\":\"" + i + "s\"}");
            pass(Duration.ofSeconds(1));
        }
        assertThat(store.reads()).isLessThanOrEqualTo(31);
        assertThat(store.updates()).hasSizeLessThanOrEqualTo(7);
        pass(Duration.ofSeconds(10));
        assertThat(reported("desired")).contains("applied");
        assertThat(asked).last().isEqualTo("{\"interval\":\"60s\"}");
    }

    @Test
    void whatIsReadAgainAndTheSameIsNotJudgedAgain() {
        desireAndSettle("{\"interval\":\"1min\"}");
        asked.clear();
        dialogue.desiredChanged();
        pass(Duration.ofSeconds(20));
        assertThat(asked).isEmpty();
    }

    @Test
    void countsThatRunAreReportedEveryQuarterOfAnHourOnly() {
        settle();
        for (int second = 1; second < 15 * 60; second++) {
            status = normal(second);
            pass(Duration.ofSeconds(1));
        }
        assertThat(store.updates()).hasSize(1);
        pass(Duration.ofSeconds(1));
        assertThat(store.updates()).hasSize(2);
        assertThat(reported("counts")).contains("\"sampled\":899");
    }

    @Test
    void whatMattersIsReportedAtOnceButNotTwiceWithinTenSeconds() {
        settle();
        pass(Duration.ofSeconds(10));
        status = faulty("no answer");
        settle();
        assertThat(store.updates()).hasSize(2);
        status = normal(3);
        settle();
        assertThat(store.updates()).hasSize(2);
        pass(Duration.ofSeconds(10));
        assertThat(store.updates()).hasSize(3);
        assertThat(reported("not_normal")).isEqualTo("[]");
    }

    @Test
    void whatNobodyToldIsNoticedWithinHalfAMinute() {
        settle();
        status = faulty("no answer");
        assertThat(dialogue.step()).isLessThanOrEqualTo(Duration.ofSeconds(10));
        pass(Duration.ofSeconds(10));
        status = normal(0);
        assertThat(dialogue.step()).isLessThanOrEqualTo(SETTINGS.lookEvery());
    }

    @Test
    void outOfReachItTriesLessAndLessOftenAndNothingIsLost() {
        store.fail("there is no connection");
        for (int second = 0; second < 3_600; second++) {
            pass(Duration.ofSeconds(1));
        }
        assertThat(store.reads()).isBetween(12, 40);
        assertThat(store.updates()).isEmpty();
        assertThat(asked).isEmpty();
        store.shadow().desire("{\"interval\":\"1min\"}");
        store.recover();
        dialogue.reconnected();
        settle();
        assertThat(asked).hasSize(1);
        assertThat(reported("desired")).contains("applied");
    }

    @Test
    void anOutcomeThatCouldNotBeReportedIsReportedLater() {
        settle();
        store.shadow().desire("{\"colour\":\"red\"}");
        dialogue.desiredChanged();
        clock.advance(Duration.ofSeconds(10));
        dialogue.step();
        store.fail("no answer within 30 s");
        settle();
        assertThat(reported("desired")).isEmpty();
        store.recover();
        pass(Duration.ofMinutes(1));
        assertThat(reported("desired")).contains("refused", "colour: is no key here");
    }

    @Test
    void afterAFailureReportsWaitUntilTheSmallQuestionIsAnswered() {
        settle();
        store.fail("no answer within 30 s");
        status = faulty("no answer");
        pass(Duration.ofHours(1));
        assertThat(store.updates()).hasSize(2);
        assertThat(store.reads()).isGreaterThan(10);
        store.recover();
        pass(Duration.ofMinutes(5));
        assertThat(reported("not_normal")).contains("no answer");
    }

    @Test
    void aShadowThatIsTooFullForAnyReportIsNotHammered() {
        store.shadow().desire("{\"note\":\"" + "x".repeat(8_000) + "\"}");
        pass(Duration.ofHours(1));
        assertThat(store.shadow().state("reported").isMissingNode()).isTrue();
        assertThat(store.updates()).hasSizeBetween(10, 30);
        store.shadow().desire("null");
        pass(Duration.ofMinutes(5));
        assertThat(reported("gateway")).contains("tower-0042");
    }

    @Test
    void oneRequestIsOutAtATime() {
        store.fallSilent();
        settle();
        dialogue.desiredChanged();
        pass(Duration.ofMinutes(1));
        assertThat(store.reads()).isEqualTo(1);
        store.recover();
        store.giveUp();
        pass(Duration.ofSeconds(20));
        assertThat(store.updates()).hasSize(1);
    }

    @Test
    void afterAReconnectWhatIsDesiredIsReadAgain() {
        settle();
        store.shadow().desire("{\"interval\":\"1min\"}");
        pass(Duration.ofSeconds(5));
        assertThat(asked).containsExactly("{}");
        dialogue.reconnected();
        settle();
        assertThat(asked).hasSize(2);
    }

    @Test
    void whatNobodyTellsItIsFoundWithinAQuarterOfAnHour() {
        settle();
        store.shadow().desire("{\"interval\":\"1min\"}");
        pass(SETTINGS.reportEvery());
        assertThat(asked).last().isEqualTo("{\"interval\":\"1min\"}");
    }

    @Test
    void whatAnotherVersionHasLeftInTheShadowVanishes() {
        store.shadow()
                .update(ShadowJson.parse(
                        "{\"state\":{\"reported\":{\"colour\":\"red\",\"outbox\":{\"waiting\":3}}}}".getBytes(UTF_8)));
        settle();
        assertThat(reported("colour")).isEmpty();
        assertThat(reported("outbox")).doesNotContain("waiting").contains("pending");
        assertThat(store.updates()).hasSize(2);
    }

    @Test
    void anotherConfigurationUnderWhatIsDesiredIsJudgedAndReported() {
        desireAndSettle("{\"devices\":{\"cab2\":{\"interval\":\"1s\"}}}");
        layers.configure(layers.effective().withDevices(List.of(Device.of("cab1", "simulator"))), changed -> {});
        dialogue.configurationChanged();
        pass(Duration.ofSeconds(10));
        assertThat(reported("desired")).contains("refused", "devices.cab2: is no device here");
    }

    @Test
    void anAnswerThatIsNoDocumentIsAFailureLikeAnother() {
        ShadowStore broken = new ShadowStore() {
            @Override
            public CompletableFuture<Optional<byte[]>> get() {
                return CompletableFuture.completedFuture(Optional.of("[[".getBytes(UTF_8)));
            }

            @Override
            public CompletableFuture<Void> update(byte[] document) {
                return store.update(document);
            }

            @Override
            public void onChange(Runnable wake) {}
        };
        dialogue = new ShadowDialogue(broken, new LayeredAgent(), SETTINGS, clock, new SplittableRandom(1), () -> {});
        dialogue.step();
        assertThat(dialogue.step()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        assertThat(asked).isEmpty();
    }

    private void desireAndSettle(String json) {
        store.shadow().desire(json);
        dialogue.desiredChanged();
        pass(Duration.ofSeconds(10));
    }

    /** Lets the time pass in seconds, at each of which all that is due is done. */
    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            clock.advance(Duration.ofSeconds(1));
            settle();
        }
    }

    /** As many steps as a request, its answer and the next one take. */
    private void settle() {
        for (int i = 0; i < 4; i++) {
            dialogue.step();
        }
    }

    private String reported(String key) {
        return store.shadow().state("reported").path(key).toString();
    }

    private static AgentStatus normal(long sampled) {
        OutboxStatus outbox = Statuses.outbox(sampled, sampled * 100, Optional.empty());
        return Statuses.status(Statuses.CONNECTED, outbox, List.of(Statuses.well("cab1", sampled)), List.of());
    }

    private static AgentStatus faulty(String reason) {
        return Statuses.status(List.of(Statuses.faulty("cab1", reason)), List.of());
    }

    /** An agent that does what its layers say. */
    private final class LayeredAgent implements ShadowedAgent {
        @Override
        public AgentConfiguration configuration() {
            return layers.effective();
        }

        @Override
        public AgentStatus status() {
            return status;
        }

        @Override
        public OverrideOutcome override(byte[] desired) {
            asked.add(new String(desired, UTF_8));
            return layers.override(desired, changed -> {});
        }
    }
}
