package io.towersense.sensor.bmp3xx;

import io.towersense.sensor.chip.ChipContract;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.fake.FakeChip;
import io.towersense.sensor.i2c.fake.RegisterChip;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

class Bmp3xxFaultTest extends ChipContract {
    @Override
    protected ChipProvider provider() {
        return new Bmp3xxProvider();
    }

    @Override
    protected FakeChip chip() {
        return Bmp3xxSamples.bmp390();
    }

    @Override
    protected Map<Metric, BigDecimal> values() {
        return Bmp3xxSamples.VALUES;
    }

    @Override
    protected void powerCycle(FakeChip chip) {
        ((Bmp3xxModel) chip).powerCycle();
    }

    @Override
    protected FakeChip neverReady() {
        return Bmp3xxSamples.file(0x10, "000080000080");
    }

    @Override
    protected Optional<FakeChip> otherChip() {
        return Optional.of(new RegisterChip().set(0xD0, 0x60));
    }

    @Override
    protected Optional<FakeChip> otherwiseCalibrated() {
        return Optional.of(Bmp3xxSamples.otherwiseCalibrated());
    }
}
