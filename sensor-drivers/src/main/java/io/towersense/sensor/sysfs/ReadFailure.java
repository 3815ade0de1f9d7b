package io.towersense.sensor.sysfs;

import io.towersense.sensor.SensorProblem.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * What it means that a kernel driver's file cannot be read. Java gives the error's text and not its number, in the
 * language of the machine; nearly always the kernel's driver got nothing from the sensor (EIO, ENXIO, EREMOTEIO,
 * ETIMEDOUT), so what is not understood is taken for that.
 */
final class ReadFailure {
    private static final String ENODEV = "No such device";
    private static final String ENODATA = "No data available";
    private static final String EBUSY = "busy";

    private ReadFailure() {}

    /**
     * The problem behind a failure.
     *
     * @param file its name without the folder
     * @param title of the device to which the file belongs
     * @param advice what to check where the sensor does not answer
     */
    static SysfsException of(IOException failure, String file, String title, String advice) {
        String said = said(failure);
        if (failure instanceof NoSuchFileException || said.equals(ENODEV)) {
            return new SysfsException(
                    Kind.NO_BUS,
                    file + " of " + title + " is gone: the sensor was unplugged, or its kernel driver unloaded; "
                            + advice);
        }
        if (failure instanceof AccessDeniedException) {
            return new SysfsException(
                    Kind.ACCESS_DENIED,
                    file + " of " + title
                            + " may not be read by the user of this program: check the file's permissions");
        }
        if (said.equals(ENODATA)) {
            return new SysfsException(
                    Kind.SKIPPED,
                    file + " of " + title + " has no data: the channel is switched off; check the file that ends in"
                            + " _enable");
        }
        if (said.contains(EBUSY)) {
            return new SysfsException(
                    Kind.BUSY,
                    file + " of " + title + " is in use by another program (" + said + "): check what else reads the"
                            + " sensor, and whether its buffer is enabled");
        }
        return new SysfsException(
                Kind.NO_ANSWER, "no answer from " + title + ": " + advice + " (" + file + ": " + said + ")");
    }

    private static String said(IOException failure) {
        Optional<String> said = failure instanceof FileSystemException described
                ? Optional.ofNullable(described.getReason())
                : Optional.ofNullable(failure.getMessage());
        return said.flatMap(text -> text.lines().findFirst())
                .orElse(failure.getClass().getSimpleName());
    }
}
