package io.towersense.agent.sensors;

import io.towersense.agent.command.TowerCommand;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a technician asks of the sensors themselves, without an agent. */
@Command(
        name = "sensors",
        description = {
            "Looks for sensors, reads one, records what is said on its bus, and makes values of such a recording.",
            "It needs no agent and no configuration."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ScanCommand.class, ReadCommand.class, RecordCommand.class, DecodeCommand.class})
public final class SensorsCommand implements TowerCommand {
    private final Supplier<Machine> machine;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The sensors of this machine. */
    public SensorsCommand() {
        this(Machine::local);
    }

    SensorsCommand(Supplier<Machine> machine) {
        this.machine = machine;
    }

    Machine machine() {
        return machine.get();
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }
}
