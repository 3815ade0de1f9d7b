package io.towersense.sensor.sysfs;

import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.telemetry.metric.Metric;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** A device as the kernel shows it: a folder of small files, each opened, read and closed again when it is asked for. */
public final class SysfsDevice {
    /** What a kernel's file holds at the most: one page of memory on most machines. */
    private static final int LONGEST_FILE = 4096;

    /** Few enough digits that a count, an offset and a scale together stay within what a reading can hold. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,15}(?:\\.\\d{1,12})?");

    private static final int LONGEST_QUOTE = 40;

    private final Path folder;
    private final SysfsReader reader;
    private final String title;
    private final String advice;

    SysfsDevice(Path folder, SysfsReader reader, String title, String advice) {
        this.folder = folder;
        this.reader = reader;
        this.title = title;
        this.advice = advice;
    }

    /** The names of its files. */
    public Set<String> files() throws SysfsException {
        try {
            return new TreeSet<>(SysfsRoot.names(folder));
        } catch (IOException e) {
            throw ReadFailure.of(e, "the folder", title, advice);
        }
    }

    /**
     * What a file holds, without white space around it.
     *
     * @throws SysfsException if it cannot be read, or is longer than 4096 bytes
     * @throws InterruptedException if the thread is interrupted while it reads
     */
    public String text(String file) throws SysfsException, InterruptedException {
        byte[] bytes = bytes(file);
        if (bytes.length > LONGEST_FILE) {
            throw unusable(file, "is longer than " + LONGEST_FILE + " bytes");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1).strip();
    }

    /**
     * The decimal number that a file holds, exactly.
     *
     * @throws SysfsException if it cannot be read, or holds anything else
     */
    public BigDecimal number(String file) throws SysfsException, InterruptedException {
        String text = text(file);
        if (!NUMBER.matcher(text).matches()) {
            throw unusable(file, text, "a number");
        }
        return new BigDecimal(text);
    }

    /**
     * A file holds something else than it should.
     *
     * @param text what it holds
     * @param expected what it should hold
     */
    public SysfsException unusable(String file, String text, String expected) {
        return unusable(file, text.isEmpty() ? "is empty" : "holds '" + quote(text) + "' and not " + expected);
    }

    /**
     * A value is none that the sensor can have measured.
     *
     * @param possible what it can: {@code -55 to 125 °C}
     */
    public SysfsException outOfRange(Metric metric, BigDecimal value, String possible) {
        return new SysfsException(
                Kind.OUT_OF_RANGE,
                metric.label() + " " + metric.format(value) + " from " + title + " is out of range, " + possible + ": "
                        + advice + "; replace the sensor if it stays so");
    }

    /** Whether its folder exists. */
    public boolean isThere() {
        return Files.isDirectory(folder);
    }

    /** Whether a folder of this name is on the way to the device, such as {@code 1-0076} for I2C bus 1, address 0x76. */
    boolean isBelow(String name) {
        try {
            return StreamSupport.stream(folder.toRealPath().spliterator(), false)
                    .anyMatch(element -> element.toString().equals(name));
        } catch (IOException e) {
            return false;
        }
    }

    /** Its name for a person, such as {@code bme280 (iio:device0)}. */
    @Override
    public String toString() {
        return title;
    }

    /** A text as a sentence can hold it: short, on one line, without what cannot be printed. */
    static String quote(String text) {
        String shown = text.replaceAll("[^\\x20-\\x7e]", "?");
        return shown.length() <= LONGEST_QUOTE ? shown : shown.substring(0, LONGEST_QUOTE) + "…";
    }

    private SysfsException unusable(String file, String fault) {
        return new SysfsException(
                Kind.FAILED,
                file + " of " + title + " " + fault + ": " + advice + ", and that its kernel driver is the right one");
    }

    private byte[] bytes(String file) throws SysfsException, InterruptedException {
        try {
            return reader.read(folder.resolve(file), LONGEST_FILE + 1);
        } catch (ClosedByInterruptException e) {
            throw interruption();
        } catch (IOException e) {
            throw ReadFailure.of(e, file, title, advice);
        }
    }

    /** Java leaves the thread marked as interrupted when it closes a file under it. */
    private static InterruptedException interruption() {
        Thread.interrupted();
        return new InterruptedException("interrupted while reading a sensor's file");
    }
}
