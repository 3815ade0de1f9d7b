package io.towersense.sensor.sht3x;

import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.fake.CommandChip;
import io.towersense.sensor.i2c.fake.FakeChip;
import io.towersense.sensor.sensirion.SensirionFaults;
import java.time.Duration;
import java.util.Optional;

class Sht3xFaultTest extends SensirionFaults {
    @Override
    protected ChipProvider provider() {
        return new Sht3xProvider();
    }

    @Override
    protected Duration measuringTime() {
        return Duration.ofMillis(15);
    }

    @Override
    protected String command() {
        return "2400";
    }

    @Override
    protected String humidity() {
        return "74.585";
    }

    /** One of the other generation. */
    @Override
    protected Optional<FakeChip> otherChip() {
        return Optional.of(new CommandChip().answer("fd", "beef92beef92"));
    }
}
