package io.towersense.agent.configuration;

import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.value.PrintableText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What people call the devices and their site. A device that is not configured is called by its id. */
public final class Names {
    /** How a sentence about something simulated begins. */
    public static final String SIMULATED = "[SIMULATED] ";

    private final Site site;
    private final Map<String, Device> devices;

    public Names(Site site, List<Device> devices) {
        this.site = site;
        this.devices = devices.stream().collect(Collectors.toUnmodifiableMap(Device::id, Function.identity()));
    }

    /** The site's name, if it has one. */
    public Optional<String> site() {
        return site.label().map(PrintableText::onOneLine);
    }

    /** The device's name and place: {@code Cabinet 1 (north wall)}. */
    public String device(String id) {
        return PrintableText.onOneLine(
                Optional.ofNullable(devices.get(id)).map(Device::label).orElse(id));
    }

    /** What helps when the device raises an alarm: its own word, else the site's. */
    public Optional<String> whatToDo(String id) {
        return Optional.ofNullable(devices.get(id))
                .flatMap(Device::whatToDo)
                .or(site::whatToDo)
                .map(PrintableText::onOneLine);
    }

    /**
     * The event with a sentence that also says where: {@code Cabinet 1 (north wall), Feldberg: temperature ...}; and first
     * of all, where no sensor stands behind it, that it is {@code [SIMULATED]}.
     */
    public AlarmEvent named(AlarmEvent event) {
        String where =
                site().map(name -> device(event.deviceId()) + ", " + name).orElseGet(() -> device(event.deviceId()));
        return event.withText((event.simulated() ? SIMULATED : "") + where + ": " + event.text());
    }
}
