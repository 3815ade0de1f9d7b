package io.towersense.sensor.auto;

import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.scan.Occupant;
import io.towersense.sensor.scan.ScannedBus;
import io.towersense.telemetry.metric.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which of the chips that were found make a device: the best first, and of the others those that measure something more. */
final class Selection {
    private static final Logger LOG = LoggerFactory.getLogger(Selection.class);

    /** By the accuracy of temperature and humidity in their datasheets; drivers that are not named here come last. */
    private static final List<String> BEST_FIRST =
            List.of("sht4x", "sht3x", "bme280", "bme68x", "bmp3xx", "bmp280", "ina226");

    private Selection() {}

    static List<FoundChip> of(List<ScannedBus> scanned, Map<String, ChipProvider> chips, String deviceId) {
        Set<Metric> measured = EnumSet.noneOf(Metric.class);
        List<FoundChip> used = new ArrayList<>();
        found(scanned, chips).sorted(Comparator.comparingInt(Selection::rank)).forEach(chip -> {
            if (measured.addAll(chip.provider().metrics())) {
                LOG.info("{}: found {}", deviceId, chip);
                used.add(chip);
            } else {
                LOG.info("{}: {} measures nothing more and is left out; it can be a device of its own", deviceId, chip);
            }
        });
        return used;
    }

    private static Stream<FoundChip> found(List<ScannedBus> scanned, Map<String, ChipProvider> chips) {
        return scanned.stream()
                .flatMap(bus -> bus.recognised().stream().flatMap(chip -> found(bus, chip, chips).stream()));
    }

    private static Optional<FoundChip> found(
            ScannedBus bus, Occupant.Recognised chip, Map<String, ChipProvider> chips) {
        return Optional.ofNullable(chips.get(chip.driver()))
                .map(provider -> new FoundChip(provider, chip.chip(), bus.number(), chip.address()));
    }

    private static int rank(FoundChip chip) {
        int rank = BEST_FIRST.indexOf(chip.provider().name());
        return rank < 0 ? BEST_FIRST.size() : rank;
    }
}
