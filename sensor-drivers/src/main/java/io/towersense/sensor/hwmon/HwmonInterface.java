package io.towersense.sensor.hwmon;

import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.sysfs.Channel;
import io.towersense.sensor.sysfs.ChannelForm;
import io.towersense.sensor.sysfs.KernelInterface;
import io.towersense.sensor.sysfs.SysfsDevice;
import io.towersense.sensor.sysfs.SysfsException;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Hardware monitoring (the kernel's Documentation/hwmon/sysfs-interface): a channel's value is in {@code X_input}, in
 * thousandths of °C, %RH, V and A; {@code X_fault} other than 0 says that it is not to be trusted.
 */
final class HwmonInterface implements KernelInterface {
    private static final int THOUSANDTHS = 3;

    private static final Pattern FOLDER = Pattern.compile("hwmon\\d+");

    private static final Map<Metric, ChannelForm> FORMS = Map.of(
            Metric.TEMPERATURE, form("temp"),
            Metric.HUMIDITY, form("humidity"),
            Metric.SUPPLY_VOLTAGE, form("in"),
            Metric.SUPPLY_CURRENT, form("curr"));

    @Override
    public String name() {
        return "hwmon";
    }

    @Override
    public String root() {
        return "/sys/class/hwmon";
    }

    @Override
    public Pattern folder() {
        return FOLDER;
    }

    @Override
    public Map<Metric, ChannelForm> forms() {
        return FORMS;
    }

    @Override
    public Optional<Channel> channel(Metric metric, String name, Set<String> files) {
        if (!files.contains(name + "_input")) {
            return Optional.empty();
        }
        boolean tellsFaults = files.contains(name + "_fault");
        return Optional.of(device -> {
            if (tellsFaults) {
                requireNoFault(device, name);
            }
            return device.number(name + "_input").movePointLeft(THOUSANDTHS);
        });
    }

    private static void requireNoFault(SysfsDevice device, String channel) throws SysfsException, InterruptedException {
        BigDecimal fault = device.number(channel + "_fault");
        if (fault.signum() != 0) {
            throw new SysfsException(
                    Kind.FAILED,
                    device + " says that the sensor of " + channel + " is defective (" + channel
                            + "_fault): check its wiring, and replace it if it stays so");
        }
    }

    private static ChannelForm form(String type) {
        return new ChannelForm(
                Pattern.compile("(" + type + "(\\d+))_input"), Pattern.compile(type + "\\d+"), type + "1");
    }
}
