package io.towersense.agent.greengrass;

import static io.towersense.agent.greengrass.NucleusBench.IMPATIENT;
import static io.towersense.agent.greengrass.NucleusBench.PATIENT;
import static io.towersense.agent.greengrass.NucleusBench.TOKEN;
import static io.towersense.agent.greengrass.NucleusBench.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.agent.shadow.ShadowException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class IpcShadowTest {
    private static final String DELTA = "$aws/things/gateway-1/shadow/name/environment/update/delta";

    private final NucleusBench bench = new NucleusBench();
    private final FakeShadows fake = bench.fake.shadows();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void withoutTheShadowManagerThereIsNone() {
        try (Nucleus nucleus = bench.connected(PATIENT)) {
            IpcShadow shadow = IpcShadow.of(nucleus, "environment");
            assertThat(FakeNucleus.soon(shadow.isAvailable())).isFalse();
            assertThat(shadow.get())
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableThat()
                    .withCauseInstanceOf(ShadowException.class)
                    .withMessageContaining("aws.greengrass#GetThingShadow is not supported");
        }
    }

    @Test
    void withoutTheRightThereIsNone() {
        fake.deploy();
        fake.forbid();
        try (Nucleus nucleus = bench.connected(PATIENT)) {
            assertThat(FakeNucleus.soon(IpcShadow.of(nucleus, "environment").isAvailable()))
                    .isFalse();
        }
    }

    @Test
    void whetherThereIsOneIsNotKnownBeforeTheNucleusAnswers() {
        bench.fake.kill();
        try (Nucleus nucleus = bench.client(TOKEN, IMPATIENT)) {
            assertThat(IpcShadow.of(nucleus, "environment").isAvailable())
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableThat()
                    .withCauseInstanceOf(ShadowException.class);
        }
    }

    @Test
    void aShadowThatIsNotThereYetIsEmptyAndTakesUpdates() {
        fake.deploy();
        try (Nucleus nucleus = bench.connected(PATIENT)) {
            IpcShadow shadow = IpcShadow.of(nucleus, "environment");
            assertThat(FakeNucleus.soon(shadow.isAvailable())).isTrue();
            assertThat(FakeNucleus.soon(shadow.get())).isEmpty();
            FakeNucleus.soon(shadow.update("{\"state\":{}}".getBytes(UTF_8)));
            assertThat(fake.updates()).containsExactly("{\"state\":{}}");
            fake.set("environment", "{\"version\":1}");
            assertThat(FakeNucleus.soon(shadow.get()))
                    .hasValueSatisfying(
                            document -> assertThat(document).asString(UTF_8).isEqualTo("{\"version\":1}"));
        }
    }

    @Test
    void aChangeWakesAndSoDoesEachNewConnection() {
        fake.deploy();
        AtomicInteger wakes = new AtomicInteger();
        try (Nucleus nucleus = bench.connected(PATIENT)) {
            IpcShadow.of(nucleus, "environment").onChange(wakes::incrementAndGet);
            await(() -> fake.subscriptions().contains(DELTA) && wakes.get() == 1);
            fake.publish(DELTA, new byte[] {'1'});
            await(() -> wakes.get() == 2);
            bench.fake.dropConnections();
            await(() -> wakes.get() == 3);
        }
    }

    @Test
    void aReportWakesNobodyAndWhatIsDesiredDoesEvenWhereTheLastOfItIsTakenAway() {
        fake.deploy();
        AtomicInteger wakes = new AtomicInteger();
        try (Nucleus nucleus = bench.connected(PATIENT)) {
            IpcShadow.of(nucleus, "environment").onChange(wakes::incrementAndGet);
            String documents = DELTA.replace("delta", "documents");
            await(() -> fake.subscriptions().contains(documents) && wakes.get() == 1);
            String before = "{\"previous\":{\"state\":{\"desired\":{\"interval\":\"1s\"}}},\"current\":";
            fake.publish(
                    documents,
                    (before + "{\"state\":{\"desired\":{\"interval\":\"1s\"},\"reported\":{}}}}").getBytes(UTF_8));
            fake.publish(documents, (before + "{\"state\":{\"reported\":{}}}}").getBytes(UTF_8));
            await(() -> wakes.get() == 2);
        }
        assertThat(wakes).hasValue(2);
    }
}
