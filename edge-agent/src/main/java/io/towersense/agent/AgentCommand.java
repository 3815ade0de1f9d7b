package io.towersense.agent;

import io.towersense.agent.command.CommandException;
import io.towersense.agent.command.StopRequest;
import io.towersense.agent.command.TowerCommand;
import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.ConfigurationFile;
import io.towersense.agent.configuration.Drivers;
import io.towersense.agent.configuration.InvalidConfigurationException;
import io.towersense.agent.outbox.OutboxException;
import io.towersense.agent.uplink.UplinkException;
import io.towersense.telemetry.time.Clock;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration, YAML or JSON.")
    private Path config = Path.of("");

    @Option(names = "--print-committed", hidden = true, description = "Prints the identity of every reading on disk.")
    private boolean printCommitted;

    @Override
    public Integer call() {
        Drivers drivers = Drivers.installed();
        AgentConfiguration configuration = configuration(drivers);
        AgentListener listener = printCommitted ? new CommittedPrinter(output()) : AgentListener.NONE;
        try (StopRequest stop = StopRequest.onShutdown()) {
            run(configuration, drivers, listener, stop);
        }
        return 0;
    }

    private void run(AgentConfiguration configuration, Drivers drivers, AgentListener listener, StopRequest stop) {
        try (AgentHost host = AgentHost.start(
                configuration, drivers, UplinkFactory.STANDALONE, ShadowFactory.TOPICS, Clock.system(), listener)) {
            stop.await();
        } catch (InterruptedException e) {
            LOG.debug("told to end before it had begun");
        } catch (InvalidConfigurationException e) {
            if (!stop.isAsked()) {
                throw CommandException.usage(
                        ConfigurationFile.located(config, e).lines(), e);
            }
        } catch (OutboxException | UplinkException | AgentException e) {
            throw CommandException.wrong(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | LinkageError e) {
            // On the way down, libraries that are only being loaded fail in ways of their own.
            if (!stop.isAsked()) {
                throw e;
            }
        }
    }

    private AgentConfiguration configuration(Drivers drivers) {
        try {
            return ConfigurationFile.read(config, drivers);
        } catch (InvalidConfigurationException e) {
            throw CommandException.usage(e.lines(), e);
        }
    }

    private PrintWriter output() {
        return spec.commandLine().getOut();
    }
}
