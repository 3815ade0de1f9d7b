package io.towersense.sensor.i2c.trace;

import io.towersense.sensor.i2c.trace.RegisterDump.Command;
import io.towersense.sensor.i2c.trace.RegisterDump.Registers;
import io.towersense.telemetry.value.PrintableText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The lines of a register dump. */
final class RegisterDumpParser {
    static final String EXAMPLE = "reg 76 d0 60";

    private static final String REGISTERS = "reg";
    private static final String COMMAND = "cmd";
    private static final String COMMAND_EXAMPLE = "cmd 44 2400 beef92beef92";
    private static final String BUSY = "busy";
    private static final String BUSY_EXAMPLE = "busy 77";
    private static final int REGISTER_COUNT = 256;

    private final List<Registers> registers = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private final Set<Integer> held = new HashSet<>();
    private final Map<Integer, String> kinds = new HashMap<>();

    private RegisterDumpParser() {}

    static RegisterDump parse(Path file, List<TraceLine> lines) throws TraceException {
        RegisterDumpParser parser = new RegisterDumpParser();
        for (TraceLine line : lines) {
            parser.take(line.withoutComment());
        }
        if (parser.kinds.isEmpty()) {
            throw new TraceException(file, "holds no chip; write a line such as '" + EXAMPLE + "'");
        }
        return new RegisterDump(parser.registers, parser.commands, parser.held);
    }

    private void take(TraceLine line) throws TraceException {
        switch (line.kind()) {
            case REGISTERS -> {
                line.requireWords(4, EXAMPLE);
                registers.add(registers(line));
            }
            case COMMAND -> {
                line.requireWords(4, COMMAND_EXAMPLE);
                commands.add(new Command(chip(line), line.bytes(2), line.bytes(3)));
            }
            case BUSY -> {
                line.requireWords(2, BUSY_EXAMPLE);
                held.add(line.address(1));
            }
            default ->
                throw line.refuse("'" + PrintableText.excerpt(line.kind()) + "' begins no line; write '" + EXAMPLE
                        + "', '" + COMMAND_EXAMPLE + "' or '" + BUSY_EXAMPLE + "', or '" + RecordingHeader.BEGINNING
                        + " " + RecordingHeader.VERSION + "' at the top of a recording");
        }
    }

    private Registers registers(TraceLine line) throws TraceException {
        int address = chip(line);
        int first = line.register(2);
        String bytes = line.bytes(3);
        if (first + bytes.length() / 2 > REGISTER_COUNT) {
            throw line.refuse(String.format(
                    Locale.ROOT,
                    "%d bytes from register %02x on go beyond the last one, ff",
                    bytes.length() / 2,
                    first));
        }
        return new Registers(address, first, bytes);
    }

    /** The address of a chip, which has either registers or commands. */
    private int chip(TraceLine line) throws TraceException {
        int address = line.address(1);
        String kind = kinds.putIfAbsent(address, line.kind());
        if (kind != null && !kind.equals(line.kind())) {
            throw line.refuse("the chip at " + line.words().get(1) + " has a line '" + kind
                    + "' already; a chip has either '" + REGISTERS + "' or '" + COMMAND + "' lines");
        }
        return address;
    }
}
