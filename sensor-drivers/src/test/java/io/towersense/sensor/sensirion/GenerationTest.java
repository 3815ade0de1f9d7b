package io.towersense.sensor.sensirion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.sensor.i2c.fake.CommandChip;
import io.towersense.sensor.i2c.fake.FakeBus;
import io.towersense.sensor.i2c.fake.FakeChip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenerationTest {
    private static final String WORDS = "beef92beef92";

    private final List<String> written = new ArrayList<>();
    private final FakeBus bus = new FakeBus(1);
    private final I2cDevice device = new I2cDevice(bus, 0x44);

    private void attach(CommandChip chip) {
        bus.attach(0x44, new FakeChip() {
            @Override
            public void write(byte[] bytes, Duration now) {
                written.add(HexFormat.of().formatHex(bytes));
                chip.write(bytes, now);
            }

            @Override
            public byte[] read(int count, Duration now) throws I2cException {
                return chip.read(count, now);
            }
        });
    }

    @Test
    void anSht4xIsNeverHeatedAndNeverAskedForWhatMightBeTakenForAMeasurement() throws Exception {
        attach(new CommandChip().answer("89", WORDS).answer("fd", WORDS));
        assertThat(Generation.isSht4x(device)).isTrue();
        assertThat(Generation.isSht3x(device)).isFalse();
        assertThat(written).doesNotContain("2400", "89");
    }

    @Test
    void anSht4xThatOnlyMeasuresIsKnownByThat() throws Exception {
        attach(new CommandChip().answer("fd", WORDS));
        assertThat(Generation.isSht4x(device)).isTrue();
        assertThat(Generation.isSht3x(device)).isFalse();
    }

    @Test
    void anSht3xIsKnownByItsStatus() throws Exception {
        attach(new CommandChip().answer("f32d", "beef92"));
        assertThat(Generation.isSht3x(device)).isTrue();
        assertThat(Generation.isSht4x(device)).isFalse();
    }

    @Test
    void anSht3xThatOnlyMeasuresIsKnownByThat() throws Exception {
        attach(new CommandChip().answer("2400", WORDS));
        assertThat(Generation.isSht3x(device)).isTrue();
        assertThat(Generation.isSht4x(device)).isFalse();
    }

    @Test
    void whateverAnswersWithoutChecksumsIsNeither() throws Exception {
        attach(new CommandChip()
                .answer("89", "000000000000")
                .answer("fd", "ffffffffffff")
                .answer("f32d", "123456")
                .answer("2400", "beef92beef93"));
        assertThat(Generation.isSht4x(device)).isFalse();
        assertThat(Generation.isSht3x(device)).isFalse();
    }

    @Test
    void whereNothingIsThatIsSaid() {
        assertThatThrownBy(() -> Generation.isSht4x(device)).isInstanceOf(I2cException.class);
        assertThatThrownBy(() -> Generation.isSht3x(device)).isInstanceOf(I2cException.class);
    }
}
