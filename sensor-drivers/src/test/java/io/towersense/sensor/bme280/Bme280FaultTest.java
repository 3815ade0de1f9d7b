package io.towersense.sensor.bme280;

import io.towersense.sensor.chip.ChipContract;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.fake.FakeChip;
import io.towersense.sensor.i2c.fake.RegisterChip;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

class Bme280FaultTest extends ChipContract {
    @Override
    protected ChipProvider provider() {
        return new Bme280Provider();
    }

    @Override
    protected FakeChip chip() {
        return Bme280Samples.bme280();
    }

    @Override
    protected Map<Metric, BigDecimal> values() {
        return Bme280Samples.VALUES;
    }

    @Override
    protected void powerCycle(FakeChip chip) {
        ((Bme280Model) chip).powerCycle();
    }

    @Override
    protected FakeChip neverReady() {
        return new RegisterChip() {
            @Override
            protected int read(int register) {
                return register == 0xF3 ? 0x08 : super.read(register);
            }
        }.set(0xD0, 0x60).set(0x88, Bme280Samples.LOW).set(0xE1, Bme280Samples.HIGH);
    }

    @Override
    protected Optional<FakeChip> otherChip() {
        return Optional.of(new RegisterChip().set(0xD0, 0x61));
    }

    @Override
    protected Optional<FakeChip> otherwiseCalibrated() {
        return Optional.of(Bme280Samples.otherwiseCalibrated());
    }
}
