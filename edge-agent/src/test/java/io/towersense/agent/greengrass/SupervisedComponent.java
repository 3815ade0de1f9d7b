package io.towersense.agent.greengrass;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.towersense.agent.judging.Boot;
import io.towersense.agent.outbox.OutboxListener;
import io.towersense.agent.outbox.OutboxSettings;
import io.towersense.agent.outbox.SqliteOutbox;
import io.towersense.agent.uplink.PublishOutcome;
import io.towersense.telemetry.time.Clock;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The least that is a component with an outbox, as a process of its own: what an agent does about its nucleus, and no more. */
final class SupervisedComponent {
    private SupervisedComponent() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        String bootId = Boot.current().id();
        ExitPolicy exits = ExitPolicy.of(folder, bootId, Clock.system());
        Nucleus nucleus = Nucleus.start(NucleusEnvironment.of(System.getenv()), NucleusBench.PATIENT, Clock.system());
        NucleusUplink uplink = NucleusUplink.over(nucleus, Clock.system());
        SqliteOutbox outbox =
                SqliteOutbox.open(folder, OutboxSettings.DEFAULTS, bootId, Clock.system(), OutboxListener.NONE);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            PublishOutcome outcome =
                    FakeNucleus.soon(uplink.publish("towers/gateway-1/goodbye", "bye".getBytes(UTF_8)));
            uplink.close();
            nucleus.close();
            outbox.close();
            System.out.println("ends: " + outcome);
        }));
        uplink.start((state, reason) -> System.out.println(state));
        ComponentLife.of(nucleus).running();
        System.out.println("holds the outbox");
        Optional<ExitPolicy.Exit> exit = Optional.empty();
        while (exit.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(50);
            exit = nucleus.absence().flatMap(absence -> exits.decide(absence, SqliteOutbox.isAwaited(folder)));
        }
        System.out.println("exits: " + exit.get().reason());
        System.exit(exit.get().code());
    }
}
