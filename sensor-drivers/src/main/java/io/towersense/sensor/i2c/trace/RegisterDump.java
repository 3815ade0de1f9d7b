package io.towersense.sensor.i2c.trace;

import io.towersense.sensor.i2c.fake.CommandChip;
import io.towersense.sensor.i2c.fake.FakeBus;
import io.towersense.sensor.i2c.fake.RegisterChip;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the chips of a bus hold in their registers, or answer to a command. Bytes are hexadecimal digits.
 *
 * @param registers of chips that have registers; no address among the commands'
 * @param commands of chips that are sent commands
 * @param held addresses that a kernel driver owned
 */
public record RegisterDump(List<Registers> registers, List<Command> commands, Set<Integer> held) implements Trace {
    public RegisterDump {
        registers = List.copyOf(registers);
        commands = List.copyOf(commands);
        held = Set.copyOf(held);
    }

    /**
     * Registers that follow each other.
     *
     * @param first the first one's number
     */
    public record Registers(int address, int first, String bytes) {}

    /** What a chip answers to a command. */
    public record Command(int address, String command, String answer) {}

    /** The addresses of the chips, ascending. */
    public Set<Integer> addresses() {
        Set<Integer> addresses = new TreeSet<>();
        registers.forEach(some -> addresses.add(some.address()));
        commands.forEach(command -> addresses.add(command.address()));
        return addresses;
    }

    /** A bus with these chips, as they were when the dump was made. */
    public FakeBus bus(int number) {
        TreeMap<Integer, RegisterChip> registerChips = new TreeMap<>();
        registers.forEach(some -> registerChips
                .computeIfAbsent(some.address(), none -> new RegisterChip())
                .set(some.first(), some.bytes()));
        TreeMap<Integer, CommandChip> commandChips = new TreeMap<>();
        commands.forEach(command -> commandChips
                .computeIfAbsent(command.address(), none -> new CommandChip())
                .answer(command.command(), command.answer()));
        FakeBus bus = new FakeBus(number);
        registerChips.forEach(bus::attach);
        commandChips.forEach(bus::attach);
        held.forEach(address -> bus.hold(address, true));
        return bus;
    }
}
