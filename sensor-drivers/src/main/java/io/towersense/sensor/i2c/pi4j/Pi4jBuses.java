package io.towersense.sensor.i2c.pi4j;

import io.towersense.sensor.i2c.I2cBus;
import io.towersense.sensor.i2c.I2cBuses;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The I2C buses of this machine, as {@code /dev/i2c-N} shows them. */
public final class Pi4jBuses implements I2cBuses {
    private static final Pattern BUS = Pattern.compile("i2c-([0-9]{1,3})");

    private final Path folder;

    /** The buses in {@code /dev}. */
    public Pi4jBuses() {
        this(Path.of("/dev"));
    }

    Pi4jBuses(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "i2c-*")) {
            for (Path file : files) {
                Matcher name = BUS.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    numbers.add(Integer.valueOf(name.group(1)));
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        Collections.sort(numbers);
        return List.copyOf(numbers);
    }

    @Override
    public I2cBus bus(int number) {
        return new Pi4jBus(number, folder.resolve("i2c-" + number), this);
    }
}
