package io.towersense.agent;

import io.towersense.agent.command.CommandException;
import io.towersense.agent.command.StopRequest;
import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.ConfigurationReader;
import io.towersense.agent.configuration.Drivers;
import io.towersense.agent.configuration.InvalidConfigurationException;
import io.towersense.agent.configuration.Problem;
import io.towersense.agent.configuration.Surroundings;
import io.towersense.agent.configuration.Transport;
import io.towersense.agent.greengrass.Absence;
import io.towersense.agent.greengrass.ComponentConfiguration;
import io.towersense.agent.greengrass.ComponentLife;
import io.towersense.agent.greengrass.ExitPolicy;
import io.towersense.agent.greengrass.ExitPolicy.Exit;
import io.towersense.agent.greengrass.FoundShadow;
import io.towersense.agent.greengrass.IpcShadow;
import io.towersense.agent.greengrass.Nucleus;
import io.towersense.agent.greengrass.NucleusEnvironment;
import io.towersense.agent.greengrass.NucleusException;
import io.towersense.agent.greengrass.NucleusSettings;
import io.towersense.agent.greengrass.NucleusUplink;
import io.towersense.agent.judging.Boot;
import io.towersense.agent.loop.Loop;
import io.towersense.agent.outbox.OutboxException;
import io.towersense.agent.outbox.SqliteOutbox;
import io.towersense.agent.shadow.ShadowStore;
import io.towersense.agent.shadow.TopicShadow;
import io.towersense.agent.uplink.Uplink;
import io.towersense.telemetry.time.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent as a component of a Greengrass nucleus: configured by it, delivering through it, and at work whether it is
 * there or not.
 */
final class GreengrassComponent {
    private static final Logger LOG = LoggerFactory.getLogger(GreengrassComponent.class);
    private static final String SOURCE = "component configuration";
    /** A little less than the recipe gives to the whole start. */
    private static final Duration FOR_THE_CONFIGURATION = Duration.ofSeconds(270);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration FOR_THE_LOOK_UNDER_WAY = Duration.ofSeconds(1);

    private final NucleusEnvironment environment;
    private final Nucleus nucleus;
    private final Drivers drivers;
    private final AgentListener listener;
    private final Clock clock;
    private final ConfigurationReader reader;
    private final IpcShadow shadow;
    private volatile Optional<Exit> exit = Optional.empty();

    private GreengrassComponent(
            NucleusEnvironment environment, Nucleus nucleus, Drivers drivers, AgentListener listener, Clock clock) {
        this.environment = environment;
        this.nucleus = nucleus;
        this.drivers = drivers;
        this.listener = listener;
        this.clock = clock;
        this.shadow = IpcShadow.of(nucleus, TopicShadow.NAME);
        Path workFolder = Path.of("").toAbsolutePath();
        this.reader = new ConfigurationReader(Surroundings.greengrass(environment.thing(), workFolder), drivers);
    }

    /**
     * Runs it until it is told to end, or ends by itself so that the nucleus starts it anew.
     *
     * @return the exit code
     * @throws CommandException if it cannot begin: the nucleus does not answer, or its configuration is wrong
     */
    static int run(NucleusEnvironment environment, Drivers drivers, AgentListener listener, StopRequest stop)
            throws InterruptedException {
        Clock clock = Clock.system();
        try (Nucleus nucleus = Nucleus.start(environment, NucleusSettings.DEFAULTS, clock)) {
            return new GreengrassComponent(environment, nucleus, drivers, listener, clock).run(stop);
        }
    }

    /** Has the classes of a component loaded, by speaking to a nucleus that is not there. */
    static void load(AgentConfiguration configuration) {
        Path nowhere = configuration.dataFolder().path().resolve("no-nucleus");
        NucleusEnvironment none =
                new NucleusEnvironment(nowhere, "none", configuration.gateway().thing());
        try (Nucleus nucleus = Nucleus.start(none, NucleusSettings.DEFAULTS, Clock.system());
                ComponentConfiguration component = ComponentConfiguration.of(nucleus, Clock.system());
                Uplink uplink = NucleusUplink.over(nucleus, Clock.system())) {
            ComponentLife.of(nucleus).running();
            uplink.start((state, reason) -> {});
            component.read(Duration.ofSeconds(1));
        } catch (NucleusException e) {
            LOG.debug("as it should: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int run(StopRequest stop) throws InterruptedException {
        try (ComponentConfiguration configuration = ComponentConfiguration.of(nucleus, clock)) {
            AgentConfiguration first = first(configuration);
            try (AgentHost host = AgentHost.start(first, drivers, this::uplink, this::shadow, clock, listener)) {
                configuration.validateWith(tree -> fault(host, tree));
                configuration.onChange(tree -> change(host, tree));
                ComponentLife life = ComponentLife.of(nucleus);
                life.running();
                Loop watch = Loop.start("component-watch", () -> look(host, life, stop));
                stop.await();
                watch.stop(FOR_THE_LOOK_UNDER_WAY);
            }
        }
        return exit.map(Exit::code).orElse(0);
    }

    private AgentConfiguration first(ComponentConfiguration configuration) throws InterruptedException {
        try {
            return read(configuration.read(FOR_THE_CONFIGURATION));
        } catch (NucleusException e) {
            throw CommandException.wrong("the nucleus gives no configuration: " + e.getMessage(), e);
        } catch (InvalidConfigurationException e) {
            throw CommandException.usage(e.lines(), e);
        }
    }

    private AgentConfiguration read(Map<String, Object> tree) {
        return reader.read(tree, SOURCE);
    }

    /** What is wrong with a configuration that somebody wants to deploy. */
    private Optional<String> fault(AgentHost host, Map<String, Object> tree) {
        try {
            host.agent().check(read(tree));
            return Optional.empty();
        } catch (InvalidConfigurationException e) {
            return Optional.of(e.problems().stream().map(Problem::message).collect(Collectors.joining("; ")));
        }
    }

    private void change(AgentHost host, Map<String, Object> tree) {
        try {
            host.configure(read(tree));
        } catch (InvalidConfigurationException e) {
            e.lines().forEach(line -> LOG.error("{}; the configuration before goes on", line));
        }
    }

    /** Whether the nucleus is gone for good. */
    private Duration look(AgentHost host, ComponentLife life, StopRequest stop) {
        nucleus.absence()
                .flatMap(absence -> decide(absence, host.agent().configuration()))
                .or(() -> Optional.of(new Exit(1, "no agent runs any more, with no configuration"))
                        .filter(lost -> host.isLost()))
                .ifPresent(decided -> {
                    LOG.warn("ends: {}", decided.reason());
                    exit = Optional.of(decided);
                    stop.request();
                });
        if (!life.isKnown()) {
            life.running();
        }
        return exit.isPresent() ? Duration.ofDays(1) : BETWEEN_LOOKS;
    }

    private Optional<Exit> decide(Absence absence, AgentConfiguration configuration) {
        return ExitPolicy.of(configuration.dataFolder().path(), Boot.current().id(), clock)
                .decide(absence, absence.isRefused() && isAwaited(configuration.outboxPath()));
    }

    private static boolean isAwaited(Path outbox) {
        try {
            return SqliteOutbox.isAwaited(outbox);
        } catch (OutboxException e) {
            LOG.debug("nobody can be seen to wait for the outbox: {}", e.getMessage());
            return false;
        }
    }

    private Uplink uplink(Transport transport) {
        return transport instanceof Transport.Nucleus
                ? NucleusUplink.over(nucleus, clock)
                : UplinkFactory.STANDALONE.create(transport);
    }

    private Optional<ShadowStore> shadow(Agent agent) {
        if (agent.configuration().uplink().transport() instanceof Transport.Mqtt) {
            return ShadowFactory.TOPICS.find(agent);
        }
        return Optional.of(agent)
                .filter(found -> found.configuration().uplink().shadow())
                .map(found -> FoundShadow.of(shadow, () -> TopicShadow.over(found.uplink(), environment.thing())));
    }
}
