package io.towersense.sensor.sht3x;

import io.towersense.sensor.chip.ChipContract;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.fake.CommandChip;
import io.towersense.sensor.i2c.fake.FakeChip;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

class Sht3xFaultTest extends ChipContract {
    @Override
    protected ChipProvider provider() {
        return new Sht3xProvider();
    }

    @Override
    protected FakeChip chip() {
        return new CommandChip().answer("2400", "beef92beef92", Duration.ofMillis(15));
    }

    @Override
    protected Map<Metric, BigDecimal> values() {
        return Map.of(Metric.TEMPERATURE, new BigDecimal("85.523"), Metric.HUMIDITY, new BigDecimal("74.585"));
    }

    @Override
    protected void powerCycle(FakeChip chip) {
        ((CommandChip) chip).forget();
    }

    @Override
    protected FakeChip neverReady() {
        return new CommandChip();
    }

    @Override
    protected Optional<FakeChip> otherChip() {
        return Optional.of(new CommandChip().answer("fd", "beef92beef92"));
    }

    @Override
    protected Optional<FakeChip> otherwiseCalibrated() {
        return Optional.empty();
    }
}
