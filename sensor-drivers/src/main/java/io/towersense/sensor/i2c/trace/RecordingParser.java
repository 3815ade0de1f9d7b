package io.towersense.sensor.i2c.trace;

import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.sensor.i2c.trace.Recording.RecordedTransfer;
import io.towersense.sensor.i2c.trace.Transfer.Failure;
import io.towersense.telemetry.time.Timestamps;
import io.towersense.telemetry.value.PrintableText;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The lines of a recording. */
final class RecordingParser {
    private static final Map<String, I2cException.Cause> CAUSES = Arrays.stream(I2cException.Cause.values())
            .collect(Collectors.toMap(cause -> cause.name().toLowerCase(Locale.ROOT), Function.identity()));
    private static final Pattern BUS_NUMBER = Pattern.compile("[0-9]{1,3}");
    private static final Pattern MISSING_BYTES = Pattern.compile("(?:\\?\\?)+");

    private final List<RecordedTransfer> transfers = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>();
    private Optional<String> driver = Optional.empty();
    private OptionalInt bus = OptionalInt.empty();
    private OptionalInt address = OptionalInt.empty();
    private Optional<Instant> time = Optional.empty();

    private RecordingParser() {}

    static Recording parse(Path file, List<TraceLine> lines) throws TraceException {
        RecordingParser parser = new RecordingParser();
        for (TraceLine line : lines) {
            parser.take(line);
        }
        return new Recording(file, parser.header(file), parser.transfers);
    }

    private RecordingHeader header(Path file) throws TraceException {
        if (driver.isEmpty() || bus.isEmpty() || address.isEmpty()) {
            throw new TraceException(
                    file,
                    "does not say what was recorded; write 'driver bme280', 'bus 1' and 'address 76' at its beginning");
        }
        return new RecordingHeader(driver.get(), bus.getAsInt(), address.getAsInt(), new DriverOptions(options), time);
    }

    private void take(TraceLine line) throws TraceException {
        switch (line.kind()) {
            case RecordingHeader.BEGINNING -> requireVersion(line);
            case RecordingHeader.DRIVER -> {
                line.requireWords(2, "driver bme280");
                driver = Optional.of(line.words().get(1));
            }
            case RecordingHeader.BUS -> bus = OptionalInt.of(busNumber(line));
            case RecordingHeader.ADDRESS -> {
                line.requireWords(2, "address 76");
                address = OptionalInt.of(line.address(1));
            }
            case RecordingHeader.OPTION -> option(line);
            case RecordingHeader.TIME -> time = Optional.of(time(line));
            case Transfer.WRITE -> transfer(line, true, false, "w 76 f425");
            case Transfer.READ -> transfer(line, false, true, "r 44 beef92beef92");
            case Transfer.WRITE_READ -> transfer(line, true, true, "wr 76 d0 60");
            default ->
                throw line.refuse(
                        "'" + PrintableText.excerpt(line.kind())
                                + "' begins no line of a recording; a transfer is written 'w 76 f425', 'r 44 beef92beef92' or 'wr 76 d0 60'");
        }
    }

    private static void requireVersion(TraceLine line) throws TraceException {
        if (!line.rest().equals(RecordingHeader.VERSION)) {
            throw line.refuse("'" + PrintableText.excerpt(line.rest())
                    + "' is not a format that is known here; this program reads '" + RecordingHeader.BEGINNING + " "
                    + RecordingHeader.VERSION + "'");
        }
    }

    private static int busNumber(TraceLine line) throws TraceException {
        if (!BUS_NUMBER.matcher(line.rest()).matches()) {
            throw line.refuse("'" + PrintableText.excerpt(line.rest()) + "' is not the number of a bus, such as 1");
        }
        return Integer.parseInt(line.rest());
    }

    private void option(TraceLine line) throws TraceException {
        int equals = line.rest().indexOf('=');
        if (equals < 1) {
            throw line.refuse("'" + PrintableText.excerpt(line.rest()) + "' is not an option; write name=value");
        }
        options.put(line.rest().substring(0, equals), line.rest().substring(equals + 1));
    }

    private static Instant time(TraceLine line) throws TraceException {
        try {
            return Timestamps.parse(line.rest());
        } catch (DateTimeException e) {
            throw line.refuse(
                    "'" + PrintableText.excerpt(line.rest()) + "' is not a time such as 2026-11-26T10:00:00Z");
        }
    }

    private void transfer(TraceLine line, boolean writes, boolean reads, String example) throws TraceException {
        int failed = line.words().indexOf(Transfer.FAILED);
        TraceLine asked = failed < 0 ? line : line.before(Transfer.FAILED);
        asked.requireWords(2 + (writes ? 1 : 0) + (reads ? 1 : 0), example);
        String written = writes ? asked.bytes(2) : "";
        int last = asked.words().size() - 1;
        Transfer transfer = failed < 0
                ? answered(asked, written, reads ? asked.bytes(last) : "")
                : new Transfer(
                        asked.address(1), written, reads ? missing(asked, last) : 0, "", Optional.of(failure(line)));
        transfers.add(new RecordedTransfer(line.number(), transfer));
    }

    private static Transfer answered(TraceLine line, String written, String answer) throws TraceException {
        return new Transfer(line.address(1), written, answer.length() / 2, answer, Optional.empty());
    }

    /** How many bytes did not come. */
    private static int missing(TraceLine line, int word) throws TraceException {
        String marks = line.words().get(word);
        if (!MISSING_BYTES.matcher(marks).matches()) {
            throw line.refuse("'" + PrintableText.excerpt(marks) + "' stands where a failed transfer has "
                    + Transfer.MISSING + " for each byte that did not come");
        }
        return marks.length() / Transfer.MISSING.length();
    }

    private static Failure failure(TraceLine line) throws TraceException {
        String[] why = line.after(Transfer.FAILED).split(" ", 2);
        I2cException.Cause cause = CAUSES.get(why[0]);
        if (cause == null) {
            throw line.refuse("'" + PrintableText.excerpt(why[0]) + "' is none of "
                    + String.join(", ", new TreeSet<>(CAUSES.keySet())));
        }
        return new Failure(cause, why.length > 1 ? PrintableText.excerpt(why[1]) : cause.name());
    }
}
