package io.towersense.sensor.sht4x;

import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.fake.CommandChip;
import io.towersense.sensor.i2c.fake.FakeChip;
import io.towersense.sensor.sensirion.SensirionFaults;
import java.time.Duration;
import java.util.Optional;

class Sht4xFaultTest extends SensirionFaults {
    @Override
    protected ChipProvider provider() {
        return new Sht4xProvider();
    }

    @Override
    protected Duration measuringTime() {
        return Duration.ofMillis(8);
    }

    @Override
    protected String command() {
        return "fd";
    }

    @Override
    protected String humidity() {
        return "87.231";
    }

    /** One of the other generation. */
    @Override
    protected Optional<FakeChip> otherChip() {
        return Optional.of(new CommandChip().answer("f32d", "beef92"));
    }
}
