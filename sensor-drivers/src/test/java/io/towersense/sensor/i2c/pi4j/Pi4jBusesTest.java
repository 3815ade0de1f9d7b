package io.towersense.sensor.i2c.pi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.towersense.sensor.i2c.I2cBus;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.sensor.i2c.I2cException.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine's buses where there are none, or none that Pi4J can use. On ARM they are tested with the shipped program. */
class Pi4jBusesTest {
    @TempDir
    private Path folder;

    @Test
    void theBusesAreTheFilesThatAreNamedLikeOne() throws IOException {
        for (String name : new String[] {"i2c-11", "i2c-1", "i2c-1.old", "i2c-", "i2c-mux", "spidev0.0"}) {
            Files.createFile(folder.resolve(name));
        }
        assertThat(new Pi4jBuses(folder).numbers()).containsExactly(1, 11);
    }

    @Test
    void aFolderThatIsNotThereHasNoBuses() {
        assertThat(new Pi4jBuses(folder.resolve("nowhere")).numbers()).isEmpty();
    }

    @Test
    void withoutAnyBusTheReasonSaysHowToEnableI2c() {
        assertFails(
                bus(1),
                Cause.NO_BUS,
                "I2C is off: there is no " + folder.resolve("i2c-1")
                        + "; enable it with raspi-config (Interface Options, I2C)");
    }

    @Test
    void aBusThatIsMissingNamesThoseThatAreThere() throws IOException {
        Files.createFile(folder.resolve("i2c-1"));
        Files.createFile(folder.resolve("i2c-20"));
        assertFails(bus(3), Cause.NO_BUS, "there is no bus 3 on this machine; there is [1, 20]");
    }

    @Test
    void anotherMachineThanOneWithArmIsAReasonEveryTimeAndNoError() throws IOException {
        String architecture = System.getProperty("os.arch");
        assumeThat(architecture).isNotIn("arm", "aarch64");
        Files.createFile(folder.resolve("i2c-1"));
        I2cBus bus = bus(1);
        String sentence = "Pi4J's access to I2C is for Linux on ARM, and this is " + System.getProperty("os.name")
                + " on " + architecture + "; use the drivers iio or hwmon here";
        assertFails(bus, Cause.UNSUPPORTED, sentence);
        assertFails(bus, Cause.UNSUPPORTED, sentence);
    }

    @Test
    void closingABusThatWasNeverOpenedIsNoError() {
        I2cBus bus = bus(1);
        bus.close();
        bus.close();
        assertThat(bus.number()).isEqualTo(1);
    }

    private I2cBus bus(int number) {
        return new Pi4jBuses(folder).bus(number);
    }

    private static void assertFails(I2cBus bus, Cause cause, String message) {
        assertFailure(() -> bus.write(0x76, new byte[] {0}), cause, message);
        assertFailure(() -> bus.read(0x76, 1), cause, message);
        assertFailure(() -> bus.writeRead(0x76, new byte[] {0}, 1), cause, message);
    }

    private static void assertFailure(ThrowingCallable transfer, Cause cause, String message) {
        assertThatExceptionOfType(I2cException.class)
                .isThrownBy(transfer)
                .withMessage(message)
                .satisfies(failure -> assertThat(failure.why()).isEqualTo(cause));
    }
}
