package io.towersense.sensor.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.bme280.Bme280Provider;
import io.towersense.sensor.bme280.Bmp280Provider;
import io.towersense.sensor.chip.Chip;
import io.towersense.sensor.chip.ChipAddresses;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.sensor.i2c.I2cException.Cause;
import io.towersense.sensor.i2c.fake.CommandChip;
import io.towersense.sensor.i2c.fake.FakeBus;
import io.towersense.sensor.i2c.fake.RegisterChip;
import io.towersense.sensor.scan.Occupant.Held;
import io.towersense.sensor.scan.Occupant.Recognised;
import io.towersense.sensor.scan.Occupant.Unrecognised;
import io.towersense.telemetry.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BusScanTest {
    private static final List<Integer> ONE = List.of(1);
    private static final int ADDRESSES = 0x77 - 0x08 + 1;

    private final FakeBus bus = new FakeBus(1);
    private final BusScan scan = new BusScan(bus, List.of(new Bmp280Provider(), new Bme280Provider()));

    private static RegisterChip chip(int id) {
        return new RegisterChip().set(0xD0, id);
    }

    private ScannedBus everyAddress(ChipProvider... providers) throws InterruptedException {
        return new BusScan(bus, List.of(providers)).everyAddress(ONE).get(0);
    }

    @Test
    void everyAddressIsToldWithWhoIsThere() throws Exception {
        bus.attach(0x76, chip(0x60)).attach(0x08, chip(0)).attach(0x40, chip(0));
        bus.hold(0x77, true);
        assertThat(scan.everyAddress(ONE))
                .containsExactly(new ScannedBus(
                        1,
                        List.of(
                                new Unrecognised(0x08),
                                new Unrecognised(0x40),
                                new Recognised(0x76, "bme280", "BME280"),
                                new Held(0x77)),
                        Optional.empty()));
    }

    @Test
    void chipsThatShareAnAddressAreToldApart() throws Exception {
        bus.attach(0x76, chip(0x58)).attach(0x77, chip(0x60));
        assertThat(scan.knownAddresses(ONE).get(0).recognised())
                .containsExactly(new Recognised(0x76, "bmp280", "BMP280"), new Recognised(0x77, "bme280", "BME280"));
    }

    @Test
    void anUnknownChipAtAKnownAddressIsNotRecognised() throws Exception {
        bus.attach(0x76, chip(0x61));
        assertThat(scan.everyAddress(ONE).get(0).occupants()).containsExactly(new Unrecognised(0x76));
    }

    @Test
    void onlyTheDriversOwnAddressesAreAskedWhereNothingElseIsWanted() throws Exception {
        bus.attach(0x40, chip(0)).attach(0x76, chip(0x60));
        assertThat(scan.knownAddresses(ONE).get(0).occupants())
                .containsExactly(new Recognised(0x76, "bme280", "BME280"));
        assertThat(bus.transfers()).isLessThan(10);
    }

    @Test
    void severalBusesAreAskedInTheGivenOrder() throws Exception {
        bus.attach(0x76, chip(0x60));
        List<ScannedBus> scanned = scan.everyAddress(List.of(3, 1));
        assertThat(scanned).extracting(ScannedBus::number).containsExactly(3, 1);
        assertThat(scanned.get(0).problem())
                .hasValueSatisfying(problem -> assertThat(problem.kind()).isEqualTo(Kind.NO_BUS));
        assertThat(scanned.get(1).recognised()).hasSize(1);
    }

    @Test
    void aChipThatAnswersNothingWithoutACommandIsFoundByItsDriver() throws Exception {
        bus.attach(0x44, new CommandChip().answer("3780", "beef"));
        ChipProvider driver = new Driver("commanded") {
            @Override
            public Optional<String> recognise(I2cDevice device) throws I2cException {
                device.write(0x37, 0x80);
                device.read(2);
                return Optional.of("COMMANDED");
            }
        };
        assertThat(everyAddress(driver).recognised()).containsExactly(new Recognised(0x44, "commanded", "COMMANDED"));
        assertThat(everyAddress().occupants()).isEmpty();
    }

    @Test
    void driversOfOneAddressAreAskedTheLastNameFirstUntilOneKnowsItsChip() throws Exception {
        bus.attach(0x44, chip(0));
        List<String> asked = new ArrayList<>();
        ChipProvider[] drivers = new ChipProvider[4];
        for (int i = 0; i < drivers.length; i++) {
            String name = "chip" + i;
            drivers[i] = new Driver(name) {
                @Override
                public Optional<String> recognise(I2cDevice device) {
                    asked.add(name);
                    return Optional.of(name).filter("chip1"::equals);
                }
            };
        }
        assertThat(everyAddress(drivers).recognised()).containsExactly(new Recognised(0x44, "chip1", "chip1"));
        assertThat(asked).containsExactly("chip3", "chip2", "chip1");
    }

    @Test
    void aDriverThatFailsIsLeftOut() throws Exception {
        bus.attach(0x44, chip(0)).attach(0x76, chip(0x60));
        ChipProvider fails = new Driver("fails") {
            @Override
            public Optional<String> recognise(I2cDevice device) {
                throw new IllegalStateException("made to fail");
            }
        };
        ChipProvider cannotBeLoaded = new Driver("lacks a class") {
            @Override
            public ChipAddresses addresses() {
                throw new NoClassDefFoundError("made to fail");
            }
        };
        assertThat(everyAddress(fails, cannotBeLoaded, new Bme280Provider()).occupants())
                .containsExactly(new Unrecognised(0x44), new Recognised(0x76, "bme280", "BME280"));
    }

    @Test
    void aBusThatHangsIsToldAndLeftSoon() throws Exception {
        bus.attach(0x76, chip(0x60));
        bus.fail(0, Integer.MAX_VALUE, Cause.STUCK);
        ScannedBus scanned = scan.everyAddress(ONE).get(0);
        assertThat(scanned.occupants()).isEmpty();
        assertThat(scanned.problem()).hasValueSatisfying(problem -> {
            assertThat(problem.kind()).isEqualTo(Kind.BUS_STUCK);
            assertThat(problem.sentence()).startsWith("0x08 on bus 1: the bus does not come free");
        });
        assertThat(bus.transfers()).isEqualTo(3);
    }

    @Test
    void aTransferThatFailsOnceHidesNoOtherChip() throws Exception {
        bus.attach(0x76, chip(0x60));
        bus.fail(5, 1, Cause.STUCK);
        ScannedBus scanned = scan.everyAddress(ONE).get(0);
        assertThat(scanned.recognised()).hasSize(1);
        assertThat(scanned.problem()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"NO_BUS", "ACCESS_DENIED", "UNSUPPORTED"})
    void aBusThatCannotBeUsedIsLeftAtOnce(Cause cause) throws Exception {
        bus.fail(0, Integer.MAX_VALUE, cause);
        ScannedBus scanned = scan.everyAddress(ONE).get(0);
        assertThat(scanned.problem())
                .hasValueSatisfying(problem -> assertThat(problem.sentence()).contains("made to fail"));
        assertThat(bus.transfers()).isEqualTo(1);
    }

    @Test
    void anEmptyBusCostsATransferAnAddressAndOneADriver() throws Exception {
        assertThat(scan.everyAddress(ONE)).containsExactly(new ScannedBus(1, List.of(), Optional.empty()));
        assertThat(bus.transfers()).isEqualTo(ADDRESSES + 4);
    }

    /** A driver of a chip at 0x44. */
    private abstract static class Driver extends ChipProvider {
        Driver(String name) {
            super(name);
        }

        @Override
        public ChipAddresses addresses() {
            return new ChipAddresses(List.of(0x44), List.of());
        }

        @Override
        public Set<Metric> metrics() {
            return Set.of(Metric.TEMPERATURE);
        }

        @Override
        protected Chip chip(DriverOptions options) {
            throw new IllegalStateException("a scan opens no driver");
        }

        @Override
        public Optional<String> recognise(I2cDevice device) throws I2cException {
            return Optional.empty();
        }
    }
}
