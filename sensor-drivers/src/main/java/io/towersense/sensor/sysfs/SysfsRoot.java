package io.towersense.sensor.sysfs;

import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.InvalidOptionException;
import io.towersense.sensor.SensorProblem.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The folder in which a subsystem of the kernel shows its devices, such as {@code /sys/bus/iio/devices}. */
public record SysfsRoot(Path path, SysfsReader reader) {
    /** The option that names another one. */
    public static final String OPTION = "root";

    /**
     * The one that the options name.
     *
     * @param usual where they name none
     * @throws InvalidOptionException if it is no path
     */
    public static SysfsRoot of(DriverOptions options, String usual, SysfsReader reader) {
        String text = options.text(OPTION).orElse(usual);
        try {
            return new SysfsRoot(Path.of(text), reader);
        } catch (InvalidPathException e) {
            throw new InvalidOptionException(OPTION, "'" + text + "' is no path of a folder; write " + usual);
        }
    }

    /** The names of all that is in it, in order; none where it does not exist. */
    public List<String> names() throws SysfsException {
        try {
            return names(path);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw new SysfsException(
                    Kind.ACCESS_DENIED,
                    path + " cannot be listed (" + e.getClass().getSimpleName()
                            + "): check its permissions, and the user of this program");
        }
    }

    /**
     * A device in it, which need not be there.
     *
     * @param folder its name here
     * @param title its name for a person
     * @param advice what to check where it does not answer
     */
    public SysfsDevice device(String folder, String title, String advice) {
        return new SysfsDevice(path.resolve(folder), reader, title, advice);
    }

    @Override
    public String toString() {
        return path.toString();
    }

    static List<String> names(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(entry -> names.add(folder.relativize(entry).toString()));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(names);
        return names;
    }
}
