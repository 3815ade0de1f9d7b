package io.towersense.sensor.i2c.pi4j;

import com.pi4j.library.linuxfs.LinuxFile.LinuxFileException;
import java.util.Set;

/** Pi4J's native library, which is in its jar for ARM alone, and is copied to Java's temporary folder to be loaded. */
final class NativeLibrary {
    private static final Set<String> HAS_IT = Set.of("arm", "aarch64");

    private NativeLibrary() {}

    /**
     * Makes it ready. Pi4J asks for the number of an error by a second call after the one that failed: whatever had to be
     * loaded between the two might leave another number behind, so it is loaded here.
     *
     * @throws LinkageError if it cannot be loaded
     */
    static void load() {
        new LinuxFileException().getCode();
    }

    /** One sentence on what to do where it cannot be loaded. */
    static String whyItIsMissing() {
        String architecture = System.getProperty("os.arch");
        if (HAS_IT.contains(architecture)) {
            return "Pi4J's native library cannot be loaded: start Java with -Djava.io.tmpdir=FOLDER, a folder that it may"
                    + " write to and run programs from; now it is " + System.getProperty("java.io.tmpdir");
        }
        return "Pi4J's access to I2C is for Linux on ARM, and this is " + System.getProperty("os.name") + " on "
                + architecture + "; use the drivers iio or hwmon here";
    }
}
