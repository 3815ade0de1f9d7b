package io.towersense.sensor.chip;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.i2c.fake.FakeBus;
import io.towersense.sensor.i2c.fake.FakeChip;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;

/** What is to be said of a chip that finds every transfer damaged in which its line was stuck. */
public final class GlitchAssert {
    private GlitchAssert() {}

    /**
     * Whichever transfer of a driver's first read gives nothing but zeros or ones, the reading is complete and right.
     *
     * @param chips a new chip each time
     */
    public static void assertThatNoGlitchCostsAReading(
            ChipProvider provider, Supplier<FakeChip> chips, Map<Metric, BigDecimal> values)
            throws InterruptedException {
        int address = provider.addresses().usual();
        FakeBus healthy = new FakeBus(1).attach(address, chips.get());
        Drivers.open(provider, healthy).read();
        for (int value : new int[] {0x00, 0xFF}) {
            for (int step = 0; step < healthy.transfers(); step++) {
                FakeChip chip = chips.get();
                FakeBus bus = new FakeBus(1).attach(address, chip);
                bus.before(step, () -> {
                    bus.attach(address, new StuckLine(value));
                    bus.before(0, () -> bus.attach(address, chip));
                });
                assertThat(Drivers.open(provider, bus).read())
                        .as("transfer %d gives %s", step, ChipAddresses.hex(value))
                        .isInstanceOfSatisfying(Measured.class, measured -> {
                            assertThat(measured.problems()).isEmpty();
                            assertThat(measured.values()).isEqualTo(values);
                        });
            }
        }
    }

    private record StuckLine(int value) implements FakeChip {
        @Override
        public void write(byte[] bytes, Duration now) {}

        @Override
        public byte[] read(int count, Duration now) {
            byte[] bytes = new byte[count];
            Arrays.fill(bytes, (byte) value);
            return bytes;
        }
    }
}
