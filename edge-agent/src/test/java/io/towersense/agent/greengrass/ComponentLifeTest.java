package io.towersense.agent.greengrass;

import static io.towersense.agent.greengrass.NucleusBench.IMPATIENT;
import static io.towersense.agent.greengrass.NucleusBench.PATIENT;
import static io.towersense.agent.greengrass.NucleusBench.TOKEN;
import static io.towersense.agent.greengrass.NucleusBench.await;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ComponentLifeTest {
    private final NucleusBench bench = new NucleusBench();
    private final FakeLifecycle fake = bench.fake.lifecycle();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void itIsReportedOnceAndNotBeforeItIsSo() {
        try (Nucleus nucleus = bench.connected(PATIENT)) {
            ComponentLife life = ComponentLife.of(nucleus);
            assertThat(fake.reported()).isEmpty();
            life.running();
            await(life::isKnown);
            NucleusLog log = new NucleusLog();
            nucleus.listen(log);
            bench.fake.dropConnections();
            await(() -> log.lines.size() == 3 && log.last().equals("connected"));
            life.running();
            assertThat(fake.reported()).containsExactly("RUNNING");
        }
    }

    @Test
    void withoutANucleusItIsReportedWithTheNextConnection() {
        bench.fake.kill();
        try (Nucleus nucleus = bench.client(TOKEN, IMPATIENT)) {
            ComponentLife life = ComponentLife.of(nucleus);
            life.running();
            bench.fake.comeBack(TOKEN);
            await(life::isKnown);
            assertThat(fake.reported()).containsExactly("RUNNING");
        }
    }

    @Test
    void aReportThatGetsNoAnswerGoesAgainWhenItIsAskedWhetherItIsKnown() {
        fake.setSilent(true);
        try (Nucleus nucleus = bench.connected(IMPATIENT)) {
            ComponentLife life = ComponentLife.of(nucleus);
            life.running();
            await(() -> nucleus.absence().isPresent());
            fake.setSilent(false);
            await(() -> {
                life.running();
                return life.isKnown();
            });
        }
    }
}
