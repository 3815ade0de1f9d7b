package io.towersense.bench;

import io.towersense.sensor.DriverContext;
import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorDriverProvider;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.fake.CommandChip;
import io.towersense.sensor.i2c.fake.FakeBus;
import io.towersense.sensor.i2c.fake.FakeChip;
import io.towersense.sensor.i2c.fake.RegisterChip;
import io.towersense.sensor.i2c.fake.WordRegisterChip;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a whole read of a chip costs the gateway: all its transfers over a bus in memory, on which no time is waited. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SensorReadBench {
    @Param({"bme280", "sht3x", "sht4x", "bmp3xx", "bme68x", "ina226"})
    private String driver = "";

    private SensorDriver sensor = () -> {
        throw new IllegalStateException("not open");
    };

    /** Opens the driver on a bus with its chip, and makes sure that it measures. */
    @Setup
    public void open() throws InterruptedException {
        ChipProvider provider = (ChipProvider) ServiceLoader.load(SensorDriverProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals(driver))
                .findFirst()
                .orElseThrow();
        FakeBus bus = new FakeBus(1).attach(provider.addresses().usual(), chip(driver));
        sensor = provider.open(
                new DriverContext("bench", DriverOptions.NONE, Duration.ofSeconds(5), Clock.system()), bus);
        if (!(sensor.read() instanceof io.towersense.sensor.Measurement.Measured)) {
            throw new IllegalStateException(driver + " does not measure: " + sensor.read());
        }
    }

    /** One reading. */
    @Benchmark
    public io.towersense.sensor.Measurement read() throws InterruptedException {
        return sensor.read();
    }

    /** Chips that have measured already; calibrations of the datasheets' examples, else made up. */
    private static FakeChip chip(String driver) {
        return switch (driver) {
            case "bme280" ->
                new RegisterChip()
                        .set(0xD0, 0x60)
                        .set(0x88, "706b436718fc7d8e43d6d00b270b8c00f9ff8c3cf8c67017004b")
                        .set(0xE1, "6a01001328031e")
                        .set(0xF7, "655ac07eed006d60");
            case "sht3x" -> new CommandChip().answer("2400", "beef92beef92");
            case "sht4x" -> new CommandChip().answer("fd", "beef92beef92");
            case "bmp3xx" ->
                new RegisterChip()
                        .set(0x00, 0x60)
                        .set(0x03, 0x70)
                        .set(0x04, "a07a8030697f")
                        .set(0x31, "6c6b384af8a00f7cfc1effc05d187902f4744000ce");
            case "bme68x" ->
                new RegisterChip()
                        .set(0x1D, 0x80)
                        .set(0x1F, "543a8077a1005208")
                        .set(0x8A, "f4650300308ec4d75800141e88ff191e0000b4fbe4f31e")
                        .set(0xD0, 0x61)
                        .set(0xE1, "41aa2d002d14789c5866");
            case "ina226" ->
                new WordRegisterChip()
                        .set(0x01, 1_000)
                        .set(0x02, 9_600)
                        .set(0x06, 0x0008)
                        .set(0xFE, 0x5449)
                        .set(0xFF, 0x2260);
            default -> throw new IllegalArgumentException("no chip for " + driver);
        };
    }
}
