package io.towersense.sensor.onewire;

import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Faulted;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.chip.Offsets;
import io.towersense.sensor.chip.OperatingRange;
import io.towersense.sensor.sysfs.SysfsDevice;
import io.towersense.sensor.sysfs.SysfsException;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.time.Clock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A DS18B20 behind the kernel's w1_therm. Reading its file {@code w1_slave} makes the kernel start a conversion and wait
 * for it, 750 ms at full resolution. It gives no raw counts: a sixteenth of a degree is so coarse that a healthy room holds
 * one for hours.
 */
final class Ds18b20 implements SensorDriver {
    static final Set<Metric> METRICS = Set.of(Metric.TEMPERATURE);

    /** DS18B20 datasheet 19-7487, first page. */
    private static final OperatingRange RANGE = new OperatingRange(-55, 125);

    private static final int ATTEMPTS = 3;
    /** Older kernels convert up to ten times by themselves: that an attempt was long means that it was many. */
    private static final Duration LAST_BEGIN = Duration.ofSeconds(3);
    /** What another attempt may mend. Newer kernels show a wrong checksum as an empty file, which is no answer. */
    private static final Set<Kind> PASSING = EnumSet.of(Kind.CRC, Kind.NO_ANSWER);

    private final OneWireBus bus;
    private final Optional<String> id;
    private final Offsets offsets;
    private final Clock clock;

    /** @param id empty for the only one on the bus */
    Ds18b20(OneWireBus bus, Optional<String> id, Offsets offsets, Clock clock) {
        this.bus = bus;
        this.id = id;
        this.offsets = offsets;
        this.clock = clock;
    }

    @Override
    public Set<Metric> metrics() {
        return METRICS;
    }

    @Override
    public Measurement read() throws InterruptedException {
        Duration lastBegin = clock.monotonic().plus(LAST_BEGIN);
        Measurement last = attempt();
        for (int made = 1; made < ATTEMPTS && mayPass(last) && clock.monotonic().compareTo(lastBegin) < 0; made++) {
            last = attempt();
        }
        return last;
    }

    private Measurement attempt() throws InterruptedException {
        try {
            BigDecimal celsius = celsius(bus.sensor(id));
            return offsets.applyTo(Measured.of(Map.of(Metric.TEMPERATURE, celsius)));
        } catch (SysfsException e) {
            return new Faulted(e.problem());
        }
    }

    private static boolean mayPass(Measurement measurement) {
        return measurement instanceof Faulted faulted
                && PASSING.contains(faulted.problem().kind());
    }

    private static BigDecimal celsius(SysfsDevice sensor) throws SysfsException, InterruptedException {
        String text = OneWireBus.measure(sensor);
        Scratchpad scratchpad = Scratchpad.parse(text)
                .orElseThrow(() -> sensor.unusable(OneWireBus.SCRATCHPAD, text, "the nine bytes of a DS18B20"));
        if (scratchpad.isBlank()) {
            throw new SysfsException(
                    Kind.STUCK,
                    "nothing but zeros from " + sensor
                            + ": check the data line for a short to ground, and the sensor's supply");
        }
        if (!scratchpad.isIntact()) {
            throw new SysfsException(
                    Kind.CRC,
                    "what came from " + sensor + " is damaged (checksum): check wiring, the cable's length, and the"
                            + " 4.7 kΩ pull-up");
        }
        if (scratchpad.isPowerOnValue()) {
            throw new SysfsException(
                    Kind.SKIPPED,
                    sensor + " gave its power-on value, 85 °C: it lost power while it measured; check its supply and"
                            + " the 4.7 kΩ pull-up");
        }
        BigDecimal celsius = scratchpad.celsius();
        if (!RANGE.contains(celsius.doubleValue())) {
            throw sensor.outOfRange(Metric.TEMPERATURE, celsius, "-55 to 125 °C");
        }
        return celsius;
    }
}
