package io.towersense.sensor.sysfs;

import io.towersense.sensor.DriverContext;
import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.InvalidOptionException;
import io.towersense.sensor.SensorDriverProvider;
import io.towersense.sensor.chip.Offsets;
import io.towersense.telemetry.metric.Metric;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The way to a driver of sensors that a kernel driver serves. Options of all of them: {@code device}, {@code root}, and
 * for each metric a {@code channel_} and an {@code offset_}.
 */
public abstract class KernelSensorProvider implements SensorDriverProvider {
    static final String CHANNEL = "channel_";

    private final String name;
    private final KernelInterface kernel;

    /** @param name the driver's name in a configuration */
    protected KernelSensorProvider(String name, KernelInterface kernel) {
        this.name = name;
        this.kernel = kernel;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Set<String> options() {
        Set<String> options = new HashSet<>(Offsets.options(metrics()));
        metrics().forEach(metric -> options.add(CHANNEL + metric.key()));
        options.add(DeviceChoice.OPTION);
        options.add(SysfsRoot.OPTION);
        return Set.copyOf(options);
    }

    @Override
    public final KernelSensor open(DriverContext context) {
        return open(context, SysfsReader.ofThisMachine());
    }

    /**
     * Makes a driver that reads files in another way.
     *
     * @throws InvalidOptionException if an option is wrong
     */
    public final KernelSensor open(DriverContext context, SysfsReader reader) {
        DriverOptions options = context.options();
        SysfsRoot root = SysfsRoot.of(options, kernel.root(), reader);
        Optional<String> device = options.text(DeviceChoice.OPTION).map(String::strip);
        return new KernelSensor(
                kernel, new DeviceChoice(kernel, root, device), chosen(options), Offsets.of(options, metrics()));
    }

    private Set<Metric> metrics() {
        return kernel.forms().keySet();
    }

    private Map<Metric, String> chosen(DriverOptions options) {
        Map<Metric, String> chosen = new EnumMap<>(Metric.class);
        kernel.forms()
                .forEach((metric, form) -> options.text(CHANNEL + metric.key())
                        .map(String::strip)
                        .ifPresent(text -> chosen.put(metric, channel(metric, form, text))));
        return chosen;
    }

    private static String channel(Metric metric, ChannelForm form, String text) {
        if (!form.name().matcher(text).matches()) {
            throw new InvalidOptionException(
                    CHANNEL + metric.key(),
                    "'" + text + "' is no channel of " + metric.label() + "; write, for example, " + form.example());
        }
        return text;
    }
}
