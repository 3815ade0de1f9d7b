package io.towersense.sensor.onewire;

import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.sysfs.SysfsDevice;
import io.towersense.sensor.sysfs.SysfsException;
import io.towersense.sensor.sysfs.SysfsRoot;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The sensors that the kernel knows on its 1-Wire buses: a folder for each, named with family code and serial number. */
record OneWireBus(SysfsRoot root) {
    static final String USUAL_ROOT = "/sys/bus/w1/devices";
    static final String SCRATCHPAD = "w1_slave";
    static final Pattern DS18B20 = Pattern.compile("28-[0-9a-f]{12}");

    private static final String MASTER = "w1_bus_master";
    private static final String PLACE = " on the 1-Wire bus";
    private static final String ADVICE = "check wiring and the 4.7 kΩ pull-up";

    /**
     * A DS18B20, looked for anew.
     *
     * @param wanted its id; empty for the only one
     * @throws SysfsException if it is not there, or there are several to choose from
     */
    SysfsDevice sensor(Optional<String> wanted) throws SysfsException {
        List<String> names = root.names();
        if (names.stream().noneMatch(name -> name.startsWith(MASTER))) {
            throw new SysfsException(Kind.NO_BUS, "1-Wire is off: enable it with raspi-config, or dtoverlay=w1-gpio");
        }
        List<String> sensors =
                names.stream().filter(name -> DS18B20.matcher(name).matches()).toList();
        if (sensors.isEmpty() || wanted.filter(id -> !sensors.contains(id)).isPresent()) {
            throw noAnswer(wanted.orElse("any DS18B20") + PLACE, sensors);
        }
        if (wanted.isEmpty() && sensors.size() > 1) {
            throw new SysfsException(
                    Kind.FAILED,
                    sensors.size() + " sensors" + PLACE + ", " + String.join(", ", sensors)
                            + ": set the option id to one of them");
        }
        String id = wanted.orElse(sensors.get(0));
        return root.device(id, id + PLACE, ADVICE);
    }

    /** What the sensor's file holds after a conversion, which takes place while it is read; never empty. */
    static String measure(SysfsDevice sensor) throws SysfsException, InterruptedException {
        try {
            String text = sensor.text(SCRATCHPAD);
            if (!text.isEmpty()) {
                return text;
            }
        } catch (SysfsException e) {
            if (e.problem().kind() != Kind.NO_BUS) {
                throw e;
            }
            if (sensor.isThere()) {
                throw new SysfsException(
                        Kind.NO_BUS,
                        sensor + " has no file w1_slave: load the kernel module w1_therm (modprobe w1_therm)");
            }
        }
        throw noAnswer(sensor.toString(), List.of());
    }

    private static SysfsException noAnswer(String sensor, List<String> others) {
        return new SysfsException(
                Kind.NO_ANSWER,
                "no answer from " + sensor + ": " + ADVICE
                        + (others.isEmpty() ? "" : "; there are only " + String.join(", ", others)));
    }
}
