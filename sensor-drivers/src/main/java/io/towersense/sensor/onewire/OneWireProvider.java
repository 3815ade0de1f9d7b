package io.towersense.sensor.onewire;

import io.towersense.sensor.DriverContext;
import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.InvalidOptionException;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorDriverProvider;
import io.towersense.sensor.chip.Offsets;
import io.towersense.sensor.sysfs.SysfsReader;
import io.towersense.sensor.sysfs.SysfsRoot;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The driver {@code onewire}: temperature. Options: {@code id}, {@code offset_temperature} and {@code root}. */
public final class OneWireProvider implements SensorDriverProvider {
    private static final String ID = "id";

    @Override
    public String name() {
        return "onewire";
    }

    @Override
    public Set<String> options() {
        Set<String> options = new HashSet<>(Offsets.options(Ds18b20.METRICS));
        options.add(ID);
        options.add(SysfsRoot.OPTION);
        return Set.copyOf(options);
    }

    @Override
    public SensorDriver open(DriverContext context) {
        return open(context, SysfsReader.ofThisMachine());
    }

    /**
     * Makes a driver that reads files in another way.
     *
     * @throws InvalidOptionException if an option is wrong
     */
    public SensorDriver open(DriverContext context, SysfsReader reader) {
        DriverOptions options = context.options();
        SysfsRoot root = SysfsRoot.of(options, OneWireBus.USUAL_ROOT, reader);
        return new Ds18b20(new OneWireBus(root), id(options), Offsets.of(options, Ds18b20.METRICS), context.clock());
    }

    private static Optional<String> id(DriverOptions options) {
        return options.text(ID).map(text -> {
            String id = text.strip().toLowerCase(Locale.ROOT);
            if (!OneWireBus.DS18B20.matcher(id).matches()) {
                throw new InvalidOptionException(
                        ID,
                        "'" + text + "' is no id of a DS18B20; write, for example, 28-0316a2794dff, as in "
                                + OneWireBus.USUAL_ROOT);
            }
            return id;
        });
    }
}
