package io.towersense.agent;

import io.towersense.agent.command.CommandException;
import io.towersense.agent.command.StopRequest;
import io.towersense.agent.command.TowerCommand;
import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.ConfigurationFile;
import io.towersense.agent.configuration.Drivers;
import io.towersense.agent.configuration.InvalidConfigurationException;
import io.towersense.agent.greengrass.NotAComponentException;
import io.towersense.agent.greengrass.NucleusEnvironment;
import io.towersense.agent.outbox.OutboxException;
import io.towersense.agent.uplink.UplinkException;
import io.towersense.telemetry.time.Clock;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the agent until it is told to end, by SIGTERM or Ctrl-C. */
@Command(
        name = "agent",
        description = {
            "Reads the sensors, raises and clears alarms, and delivers everything to the cloud, until SIGTERM or Ctrl-C.",
            "What was sampled is stored when it ends. A second agent on the same data waits for the first to go."
        },
        sortOptions = false)
public final class AgentCommand implements TowerCommand {
    private static final Logger LOG = LoggerFactory.getLogger(AgentCommand.class);

    /**
     * As a shell says it. To a nucleus that has not ended the component itself, 0 would mean that all is well, and nothing
     * would be started in its place.
     */
    private static final int ENDED_BY_SIGTERM = 143;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Source source = new Source();

    @Option(names = "--print-committed", hidden = true, description = "Prints the identity of every reading on disk.")
    private boolean printCommitted;

    @Option(
            names = "--train",
            hidden = true,
            description = "Loads what a component needs too, for an archive of classes that is being made.")
    private boolean train;

    @Override
    public Integer call() {
        Drivers drivers = Drivers.installed();
        AgentListener listener = printCommitted ? new CommittedPrinter(output()) : AgentListener.NONE;
        Run run = source.greengrass ? component(drivers, listener) : standalone(drivers, listener);
        try (StopRequest stop = StopRequest.onShutdown(source.greengrass ? ENDED_BY_SIGTERM : 0)) {
            return run(run, stop);
        }
    }

    private int run(Run run, StopRequest stop) {
        try {
            return run.until(stop);
        } catch (InterruptedException e) {
            LOG.debug("told to end before it had begun");
        } catch (InvalidConfigurationException e) {
            if (!stop.isAsked()) {
                throw CommandException.usage(located(e).lines(), e);
            }
        } catch (OutboxException | UplinkException | AgentException e) {
            throw CommandException.wrong(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | LinkageError e) {
            // On the way down, libraries that are only being loaded fail in ways of their own.
            if (!stop.isAsked()) {
                throw e;
            }
        }
        return source.greengrass ? 1 : 0;
    }

    private static Run component(Drivers drivers, AgentListener listener) {
        try {
            NucleusEnvironment environment = NucleusEnvironment.of(System.getenv());
            return stop -> GreengrassComponent.run(environment, drivers, listener, stop);
        } catch (NotAComponentException e) {
            throw CommandException.usage(List.of(String.valueOf(e.getMessage())), e);
        }
    }

    private Run standalone(Drivers drivers, AgentListener listener) {
        AgentConfiguration configuration = configuration(drivers);
        if (train) {
            GreengrassComponent.load(configuration);
        }
        return stop -> {
            try (AgentHost host = AgentHost.start(
                    configuration, drivers, UplinkFactory.STANDALONE, ShadowFactory.TOPICS, Clock.system(), listener)) {
                LOG.debug("{} runs", host.agent().configuration().gateway().name());
                stop.await();
            }
            return 0;
        };
    }

    private AgentConfiguration configuration(Drivers drivers) {
        try {
            return ConfigurationFile.read(source.config, drivers);
        } catch (InvalidConfigurationException e) {
            throw CommandException.usage(e.lines(), e);
        }
    }

    private InvalidConfigurationException located(InvalidConfigurationException e) {
        return source.greengrass ? e : ConfigurationFile.located(source.config, e);
    }

    private PrintWriter output() {
        return spec.commandLine().getOut();
    }

    /** An agent's work. */
    private interface Run {
        /** Goes on until it is told to end, and returns the exit code. */
        int until(StopRequest stop) throws InterruptedException;
    }

    /** Where its configuration comes from. */
    private static final class Source {
        @Option(names = "--config", paramLabel = "FILE", description = "The configuration, YAML or JSON.")
        private Path config = Path.of("");

        @Option(
                names = "--greengrass",
                description = "As a component of the Greengrass nucleus that starts it, and configures it.")
        private boolean greengrass;
    }
}
