package io.towersense.sensor.bme68x;

import io.towersense.sensor.chip.ChipContract;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.fake.FakeChip;
import io.towersense.sensor.i2c.fake.RegisterChip;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

class Bme68xFaultTest extends ChipContract {
    @Override
    protected ChipProvider provider() {
        return new Bme68xProvider();
    }

    @Override
    protected FakeChip chip() {
        return Bme68xSamples.bme688();
    }

    @Override
    protected Map<Metric, BigDecimal> values() {
        return Bme68xSamples.VALUES;
    }

    @Override
    protected void powerCycle(FakeChip chip) {
        ((Bme68xModel) chip).powerCycle();
    }

    @Override
    protected FakeChip neverReady() {
        return Bme68xSamples.file(0x20, "8000008000008000");
    }

    @Override
    protected Optional<FakeChip> otherChip() {
        return Optional.of(new RegisterChip().set(0xD0, 0x60));
    }

    @Override
    protected Optional<FakeChip> otherwiseCalibrated() {
        return Optional.of(Bme68xSamples.otherwiseCalibrated());
    }
}
