package io.towersense.sensor.ina226;

import io.towersense.sensor.chip.ChipContract;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.fake.FakeChip;
import io.towersense.sensor.i2c.fake.WordRegisterChip;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

class Ina226FaultTest extends ChipContract {
    @Override
    protected ChipProvider provider() {
        return new Ina226Provider();
    }

    @Override
    protected FakeChip chip() {
        return new Ina226Model(2_000, 9_600);
    }

    @Override
    protected Map<Metric, BigDecimal> values() {
        return Map.of(
                Metric.SUPPLY_VOLTAGE, new BigDecimal("12.000000"), Metric.SUPPLY_CURRENT, new BigDecimal("0.050000"));
    }

    @Override
    protected void powerCycle(FakeChip chip) {
        ((Ina226Model) chip).powerCycle();
    }

    @Override
    protected FakeChip neverReady() {
        return new WordRegisterChip().set(0xFE, 0x5449).set(0xFF, 0x2260);
    }

    @Override
    protected Optional<FakeChip> otherChip() {
        return Optional.of(new WordRegisterChip().set(0xFE, 0x5449).set(0xFF, 0x2270));
    }

    @Override
    protected Optional<FakeChip> otherwiseCalibrated() {
        return Optional.empty();
    }
}
