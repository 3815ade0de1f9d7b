package io.towersense.sensor.sysfs;

import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Faulted;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorProblem;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.chip.Offsets;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A sensor that a kernel driver serves, read through its files. Which channels it has shows when it is read; a channel
 * that was there once is expected from then on, with the same files, so that none that vanishes goes unnoticed and no
 * other one takes its place. It gives no raw counts: many kernel drivers count so coarsely that a healthy room holds one
 * count for hours.
 */
public final class KernelSensor implements SensorDriver {
    private static final BigDecimal ABSOLUTE_ZERO = new BigDecimal("-273.15");
    private static final int MOST_NAMED = 12;
    private static final int DECIMALS = 3;
    private static final int DECIMALS_OF_POWER = 6;

    private final KernelInterface kernel;
    private final DeviceChoice choice;
    private final Map<Metric, String> chosen;
    private final Offsets offsets;
    private final Map<Metric, Channel> channels = new EnumMap<>(Metric.class);
    private Optional<String> name = Optional.empty();

    KernelSensor(KernelInterface kernel, DeviceChoice choice, Map<Metric, String> chosen, Offsets offsets) {
        this.kernel = kernel;
        this.choice = choice;
        this.chosen = Map.copyOf(chosen);
        this.offsets = offsets;
    }

    @Override
    public Measurement read() throws InterruptedException {
        try {
            DeviceChoice.Candidate found = choice.find();
            forgetAnother(found.name());
            learn(found.device().files());
            return measure(found.device());
        } catch (SysfsException e) {
            return new Faulted(e.problem());
        }
    }

    /** A device that is going away may have lost its name, and is the same all the same. */
    private void forgetAnother(Optional<String> found) {
        if (found.isPresent() && !found.equals(name)) {
            channels.clear();
            name = found;
        }
    }

    private void learn(Set<String> files) {
        kernel.forms().forEach((metric, form) -> {
            if (!channels.containsKey(metric)) {
                Optional.ofNullable(chosen.get(metric))
                        .or(() -> form.usual(files))
                        .flatMap(name -> kernel.channel(metric, name, files))
                        .ifPresent(channel -> channels.put(metric, channel));
            }
        });
    }

    private Measurement measure(SysfsDevice device) throws SysfsException, InterruptedException {
        Map<Metric, BigDecimal> values = new EnumMap<>(Metric.class);
        Map<Metric, SensorProblem> problems = new EnumMap<>(Metric.class);
        for (Metric metric : expected(device)) {
            try {
                values.put(metric, rounded(metric, possible(device, metric, value(device, metric))));
            } catch (SysfsException e) {
                problems.put(metric, e.problem());
            }
        }
        return values.isEmpty()
                ? new Faulted(summary(problems))
                : offsets.applyTo(new Measured(values, Map.of(), problems, Map.of(), Optional.empty()));
    }

    private Set<Metric> expected(SysfsDevice device) throws SysfsException {
        Set<Metric> expected = EnumSet.noneOf(Metric.class);
        expected.addAll(channels.keySet());
        expected.addAll(chosen.keySet());
        if (expected.isEmpty()) {
            throw new SysfsException(
                    Kind.NO_BUS,
                    device + " measures nothing that is read unasked, only " + inputs(device)
                            + ": check the option device, or choose a channel with an option such as"
                            + " channel_temperature");
        }
        return expected;
    }

    private BigDecimal value(SysfsDevice device, Metric metric) throws SysfsException, InterruptedException {
        Channel channel = channels.get(metric);
        if (channel == null) {
            throw new SysfsException(
                    Kind.NO_BUS,
                    device + " has no channel " + chosen.get(metric) + ", only " + inputs(device)
                            + ": check the option " + KernelSensorProvider.CHANNEL + metric.key());
        }
        return channel.value(device);
    }

    /** The files that hold values, for a person who looks for a channel's name. */
    private static String inputs(SysfsDevice device) throws SysfsException {
        String inputs = device.files().stream()
                .filter(file -> file.endsWith("_input") || file.endsWith("_raw"))
                .limit(MOST_NAMED)
                .collect(Collectors.joining(", "));
        return inputs.isEmpty() ? "nothing to read at all" : inputs;
    }

    private static BigDecimal possible(SysfsDevice device, Metric metric, BigDecimal value) throws SysfsException {
        if (metric == Metric.TEMPERATURE && value.compareTo(ABSOLUTE_ZERO) < 0) {
            throw device.outOfRange(metric, value, "never below " + metric.format(ABSOLUTE_ZERO));
        }
        if (metric == Metric.HUMIDITY && !metric.isPlausible(value)) {
            throw device.outOfRange(metric, value, metric.lowest() + " to " + metric.format(metric.highest()));
        }
        return value;
    }

    private static BigDecimal rounded(Metric metric, BigDecimal value) {
        int decimals =
                metric == Metric.SUPPLY_VOLTAGE || metric == Metric.SUPPLY_CURRENT ? DECIMALS_OF_POWER : DECIMALS;
        return value.scale() > decimals ? value.setScale(decimals, RoundingMode.HALF_EVEN) : value;
    }

    /** One problem for all metrics: the first of each kind, since one cause fails them all alike. */
    private static SensorProblem summary(Map<Metric, SensorProblem> problems) {
        Map<Kind, String> sentences = new LinkedHashMap<>();
        problems.values().forEach(problem -> sentences.putIfAbsent(problem.kind(), problem.sentence()));
        return new SensorProblem(sentences.keySet().iterator().next(), String.join("; ", sentences.values()));
    }
}
