package io.towersense.sensor.installed;

import io.towersense.sensor.SensorDriverProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The drivers on the class path, among them those of other makers' jars: one that is broken takes no other with it. */
public final class InstalledDrivers {
    private static final Logger LOG = LoggerFactory.getLogger(InstalledDrivers.class);

    private InstalledDrivers() {}

    /** All of them, the first of each name. One that cannot be loaded is told in the log and left out. */
    public static List<SensorDriverProvider> all() {
        List<SensorDriverProvider> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Iterator<SensorDriverProvider> providers =
                ServiceLoader.load(SensorDriverProvider.class).iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return List.copyOf(found);
                }
                SensorDriverProvider provider = providers.next();
                if (names.add(provider.name())) {
                    found.add(provider);
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                LOG.warn("a driver cannot be loaded and is left out: {}", e.getMessage());
            }
        }
    }
}
