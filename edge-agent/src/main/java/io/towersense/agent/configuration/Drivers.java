package io.towersense.agent.configuration;

import io.towersense.sensor.SensorDriverProvider;
import io.towersense.sensor.installed.InstalledDrivers;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The drivers that there are, by the name that a configuration calls them. */
public final class Drivers {
    private final Map<String, SensorDriverProvider> byName;

    private Drivers(Map<String, SensorDriverProvider> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    /** All drivers on the class path. One that cannot be loaded is told in the log and left out. */
    public static Drivers installed() {
        return of(InstalledDrivers.all());
    }

    /** Exactly these drivers. */
    public static Drivers of(List<SensorDriverProvider> providers) {
        Map<String, SensorDriverProvider> found = new TreeMap<>();
        providers.forEach(provider -> found.put(provider.name(), provider));
        return new Drivers(found);
    }

    /** The driver of that name. */
    public Optional<SensorDriverProvider> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The names of all drivers, sorted. */
    public Set<String> names() {
        return byName.keySet();
    }
}
