package io.towersense.sensor.i2c.pi4j;

import com.pi4j.exception.Pi4JException;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.plugin.linuxfs.provider.i2c.LinuxFsI2C;
import com.pi4j.plugin.linuxfs.provider.i2c.LinuxFsI2CBus;
import io.towersense.sensor.i2c.I2cBus;
import io.towersense.sensor.i2c.I2cBuses;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.sensor.i2c.I2cException.Cause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A bus of this machine. The file is opened at the first transfer, and anew after every failed one: after a selection
 * that failed, Pi4J takes the address for selected, and the next read would return another device's bytes.
 */
final class Pi4jBus implements I2cBus {
    private final int number;
    private final Path file;
    private final I2cBuses machine;
    private final Map<Integer, I2C> devices = new HashMap<>();
    private @Nullable LinuxFsI2CBus bus;

    /**
     * A bus that is not touched yet.
     *
     * @param machine whose bus it is
     */
    Pi4jBus(int number, Path file, I2cBuses machine) {
        this.number = number;
        this.file = file;
        this.machine = machine;
    }

    /** One use of a device. */
    @FunctionalInterface
    private interface Transfer<T> {
        T with(I2C device);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public void write(int address, byte[] bytes) throws I2cException {
        transfer(address, device -> device.write(bytes, 0, bytes.length));
    }

    @Override
    public byte[] read(int address, int count) throws I2cException {
        return transfer(address, device -> {
            byte[] bytes = new byte[count];
            int got = device.read(bytes, 0, count);
            if (got != count) {
                throw new Pi4JException("only " + Math.max(got, 0) + " of " + count + " bytes came");
            }
            return bytes;
        });
    }

    @Override
    public byte[] writeRead(int address, byte[] bytes, int count) throws I2cException {
        return transfer(address, device -> {
            byte[] answer = new byte[count];
            device.readRegister(bytes, answer, 0, count);
            return answer;
        });
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    @Override
    public void close() {
        LinuxFsI2CBus open = bus;
        bus = null;
        devices.clear();
        if (open != null) {
            open.close();
        }
    }

    private <T> T transfer(int address, Transfer<T> transfer) throws I2cException {
        try {
            return transfer.with(device(address));
        } catch (LinkageError e) {
            close();
            throw new I2cException(Cause.UNSUPPORTED, NativeLibrary.whyItIsMissing());
        } catch (RuntimeException e) {
            close();
            throw BusFailure.of(e);
        }
    }

    private I2C device(int address) throws I2cException {
        I2C known = devices.get(address);
        if (known != null) {
            return known;
        }
        // Neither a context nor a provider is needed for one open file; see the package's description.
        I2CConfig config =
                I2C.newConfigBuilder(null).bus(number).device(address).build();
        I2C device = new LinuxFsI2C(opened(config), null, config);
        devices.put(address, device);
        return device;
    }

    private LinuxFsI2CBus opened(I2CConfig config) throws I2cException {
        LinuxFsI2CBus open = bus;
        if (open == null) {
            requireUsable();
            open = new LinuxFsI2CBus(config);
            bus = open;
        }
        return open;
    }

    private void requireUsable() throws I2cException {
        List<Integer> there = machine.numbers();
        if (!there.contains(number)) {
            String others = there.isEmpty()
                    ? "I2C is off: there is no " + file + "; enable it with raspi-config (Interface Options, I2C)"
                    : "there is no bus " + number + " on this machine; there is " + there;
            throw new I2cException(Cause.NO_BUS, others);
        }
        NativeLibrary.load();
        if (!Files.isReadable(file) || !Files.isWritable(file)) {
            throw new I2cException(
                    Cause.ACCESS_DENIED,
                    file + " may not be used by " + System.getProperty("user.name")
                            + ": add this user to the group i2c, and log in anew");
        }
    }
}
