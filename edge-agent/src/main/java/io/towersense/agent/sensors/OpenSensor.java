package io.towersense.agent.sensors;

import io.towersense.sensor.DriverContext;
import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Faulted;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorDriverProvider;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.I2cBuses;
import io.towersense.sensor.i2c.trace.RecordingBuses;
import io.towersense.sensor.i2c.trace.RecordingHeader;
import io.towersense.sensor.i2c.trace.Transfer;
import io.towersense.sensor.i2c.trace.UnexpectedTransferException;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A sensor that is read now and then, and what is said on its bus meanwhile. */
final class OpenSensor implements AutoCloseable {
    private static final String DEVICE_ID = "sensors";
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final SensorDriverProvider provider;
    private final DriverOptions options;
    private final Optional<ChipPlace> place;
    private final SensorDriver driver;
    private final List<Transfer> transfers;

    private OpenSensor(
            SensorDriverProvider provider,
            DriverOptions options,
            Optional<ChipPlace> place,
            SensorDriver driver,
            List<Transfer> transfers) {
        this.provider = provider;
        this.options = options;
        this.place = place;
        this.driver = driver;
        this.transfers = transfers;
    }

    /**
     * Makes a sensor ready.
     *
     * @param buses where its chip is, if it is an I2C chip
     * @throws io.towersense.sensor.InvalidOptionException if an option is wrong
     */
    static OpenSensor open(SensorDriverProvider provider, DriverOptions options, I2cBuses buses, Clock clock) {
        List<Transfer> transfers = new ArrayList<>();
        if (provider instanceof ChipProvider chip) {
            DriverOptions complete = ChipPlace.usual(chip).unlessIn(options);
            SensorDriver driver = chip.open(context(complete, clock), new RecordingBuses(buses, transfers::add));
            return new OpenSensor(chip, complete, Optional.of(ChipPlace.of(complete)), driver, transfers);
        }
        return new OpenSensor(provider, options, Optional.empty(), provider.open(context(options, clock)), transfers);
    }

    private static DriverContext context(DriverOptions options, Clock clock) {
        return new DriverContext(DEVICE_ID, options, INTERVAL, clock);
    }

    /** What a recording of it says at its beginning; empty where it is no I2C chip, and has no bus to record. */
    Optional<RecordingHeader> recordedFrom(Instant time) {
        return place.map(where -> new RecordingHeader(
                provider.name(), where.bus(), where.address(), ChipPlace.without(options), Optional.of(time)));
    }

    /**
     * Reads it once.
     *
     * @throws UnexpectedTransferException if its bus is a replayed one, and has something else to say
     */
    SensorReading read() throws InterruptedException {
        transfers.clear();
        Measurement measurement = measure();
        return new SensorReading(
                provider.name(), place, driver.isSimulated(), driver.metrics(), measurement, transfers);
    }

    private Measurement measure() throws InterruptedException {
        try {
            return driver.read();
        } catch (UnexpectedTransferException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            return new Faulted("the driver " + provider.name() + " failed: " + e);
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
