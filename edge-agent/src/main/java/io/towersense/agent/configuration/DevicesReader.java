package io.towersense.agent.configuration;

import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.NearestName;
import io.towersense.sensor.SensorDriverProvider;
import io.towersense.telemetry.value.Identifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The devices as a configuration writes them. */
final class DevicesReader {
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);

    private final Drivers drivers;
    private final Map<String, String> places = new HashMap<>();

    DevicesReader(Drivers drivers) {
        this.drivers = drivers;
    }

    List<Device> read(Fields root) {
        root.require("devices", "[{id: tower-0042-cab1, driver: simulator}]");
        List<Fields> sections = root.sections("devices");
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            Optional<Device> device = device(sections.get(i), root.pathOf("devices") + "[" + i + "]");
            device.ifPresent(devices::add);
        }
        if (root.hasEmptyList("devices")) {
            root.refuse("devices", "holds no device; write at least one");
        }
        return devices;
    }

    /** How often devices are read, where a section says so. */
    static Optional<Duration> interval(Fields fields) {
        Duration interval = fields.duration("interval", Device.DEFAULT_INTERVAL, SHORTEST_INTERVAL, LONGEST_INTERVAL);
        return fields.has("interval") ? Optional.of(interval) : Optional.empty();
    }

    private Optional<Device> device(Fields fields, String path) {
        fields.require("id", "tower-0042-cab1");
        Optional<String> id = fields.text("id", Identifier::isIdentifier, Identifier.DESCRIPTION);
        Optional<String> name = fields.words("name");
        Optional<String> place = fields.words("place");
        Optional<String> whatToDo = fields.words("what_to_do");
        Duration interval = interval(fields).orElse(Device.DEFAULT_INTERVAL);
        Optional<String> firmware =
                fields.text("firmware_version", text -> text.length() <= 128, "at most 128 characters");
        Duration frozenAfter =
                fields.duration("frozen_after", Device.DEFAULT_FROZEN_AFTER, Duration.ZERO, LONGEST_INTERVAL);
        List<Sensor> sensors =
                fields.has("sensors") ? several(fields) : one(fields).stream().toList();
        fields.finish();
        Optional<String> unique = id.filter(text -> isUnique(fields, text, path));
        return sensors.isEmpty()
                ? Optional.empty()
                : unique.map(known -> new Device(
                        known, name.orElse(known), place, whatToDo, sensors, interval, firmware, frozenAfter));
    }

    private List<Sensor> several(Fields fields) {
        if (fields.has("driver") || fields.has("options")) {
            fields.refuse("sensors", "stands beside driver or options; each sensor has its own, so leave those out");
        }
        List<Sensor> sensors = new ArrayList<>();
        for (Fields section : fields.sections("sensors")) {
            one(section).ifPresent(sensors::add);
            section.finish();
        }
        if (fields.hasEmptyList("sensors")) {
            fields.refuse("sensors", "holds no sensor; write at least one, such as {driver: sht4x}");
        }
        return sensors;
    }

    private Optional<Sensor> one(Fields fields) {
        fields.require("driver", drivers.names().stream().findFirst().orElse("simulator"));
        Optional<String> driver = fields.text("driver");
        Fields options = fields.section("options");
        driver.ifPresent(text -> requireKnown(fields, text, options));
        return driver.map(name -> new Sensor(name, new DriverOptions(options.texts())));
    }

    private void requireKnown(Fields fields, String driver, Fields options) {
        Optional<SensorDriverProvider> provider = drivers.find(driver);
        if (provider.isEmpty()) {
            String nearest = NearestName.of(driver, drivers.names())
                    .map(name -> "did you mean " + name + "? ")
                    .orElse("");
            String known =
                    drivers.names().isEmpty() ? "there is none" : "there are " + String.join(", ", drivers.names());
            fields.refuse("driver", Words.quoted(driver) + " is no driver; " + nearest + known);
            return;
        }
        for (String option : options.texts().keySet()) {
            if (!provider.get().options().contains(option)) {
                options.refuse(
                        option,
                        "is no option of the driver " + driver + "; "
                                + Words.hint(option, provider.get().options()));
            }
        }
    }

    private boolean isUnique(Fields fields, String id, String path) {
        String before = places.putIfAbsent(id, path);
        if (before != null) {
            fields.refuse(
                    "id",
                    Words.quoted(id) + " stands twice, first in " + before + "; each device has an id of its own");
        }
        return before == null;
    }
}
