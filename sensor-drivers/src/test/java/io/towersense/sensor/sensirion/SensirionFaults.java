package io.towersense.sensor.sensirion;

import io.towersense.sensor.chip.ChipContract;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.fake.CommandChip;
import io.towersense.sensor.i2c.fake.FakeChip;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What a driver of one generation does when its chip or its bus fails. */
public abstract class SensirionFaults extends ChipContract {
    /** How long the chip takes to measure. */
    protected abstract Duration measuringTime();

    /** The command that measures. */
    protected abstract String command();

    /** %RH of 0xBEEF. */
    protected abstract String humidity();

    @Override
    protected abstract ChipProvider provider();

    @Override
    protected FakeChip chip() {
        return new CommandChip().answer(command(), "beef92beef92", measuringTime());
    }

    @Override
    protected Map<Metric, BigDecimal> values() {
        return Map.of(Metric.TEMPERATURE, new BigDecimal("85.523"), Metric.HUMIDITY, new BigDecimal(humidity()));
    }

    @Override
    protected void powerCycle(FakeChip chip) {
        ((CommandChip) chip).forget();
    }

    @Override
    protected FakeChip neverReady() {
        return new CommandChip();
    }

    /** These sensors have no calibration that a driver reads. */
    @Override
    protected Optional<FakeChip> otherwiseCalibrated() {
        return Optional.empty();
    }
}
