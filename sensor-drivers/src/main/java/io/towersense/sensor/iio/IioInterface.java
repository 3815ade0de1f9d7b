package io.towersense.sensor.iio;

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
import java.util.stream.Stream;

/**
 * Industrial I/O (the kernel's Documentation/ABI/testing/sysfs-bus-iio): a channel's value is in {@code in_X_input}, else
 * it is ({@code in_X_raw} + {@code in_X_offset}) · {@code in_X_scale}. An offset or scale may be shared by all channels of
 * a type ({@code in_voltage_scale}), by all inputs ({@code in_scale}) or by all channels ({@code scale}); where there is
 * none it is 0 or 1.
 */
final class IioInterface implements KernelInterface {
    /** From m°C, m%RH, mV and mA. */
    private static final int FROM_THOUSANDTHS = -3;
    /** From kPa to hPa. */
    private static final int FROM_KILOPASCAL = 1;

    private static final Pattern FOLDER = Pattern.compile("iio:device\\d+");

    /** Type, number, and for a differential channel the type again: {@code in_voltage0-voltage1}. */
    private static final Pattern TYPE = Pattern.compile("(in_[a-z]+)\\d*(?:(-[a-z]+)\\d+)?.*");

    private static final Map<Metric, ChannelForm> FORMS = Map.of(
            Metric.TEMPERATURE, form("temp", "in_temp"),
            Metric.HUMIDITY, form("humidityrelative", "in_humidityrelative"),
            Metric.PRESSURE, form("pressure", "in_pressure"),
            Metric.SUPPLY_VOLTAGE, form("voltage", "in_voltage1"),
            Metric.SUPPLY_CURRENT, form("current", "in_current1"));

    @Override
    public String name() {
        return "IIO";
    }

    @Override
    public String root() {
        return "/sys/bus/iio/devices";
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
        int power = metric == Metric.PRESSURE ? FROM_KILOPASCAL : FROM_THOUSANDTHS;
        if (files.contains(name + "_input")) {
            return Optional.of(device -> device.number(name + "_input").movePointRight(power));
        }
        if (!files.contains(name + "_raw")) {
            return Optional.empty();
        }
        Optional<String> offset = attribute(name, "_offset", files);
        Optional<String> scale = attribute(name, "_scale", files);
        return Optional.of(device -> device.number(name + "_raw")
                .add(number(device, offset, BigDecimal.ZERO))
                .multiply(number(device, scale, BigDecimal.ONE))
                .movePointRight(power));
    }

    /** The file that holds a channel's attribute: its own, else the one that it shares with the fewest others. */
    private static Optional<String> attribute(String channel, String attribute, Set<String> files) {
        String type = TYPE.matcher(channel).replaceFirst("$1$2");
        return Stream.of(channel + attribute, type + attribute, "in" + attribute, attribute.substring(1))
                .filter(files::contains)
                .findFirst();
    }

    private static BigDecimal number(SysfsDevice device, Optional<String> file, BigDecimal otherwise)
            throws SysfsException, InterruptedException {
        return file.isPresent() ? device.number(file.get()) : otherwise;
    }

    private static ChannelForm form(String type, String example) {
        return new ChannelForm(
                Pattern.compile("(in_" + type + "(\\d*))_(?:input|raw)"),
                Pattern.compile("(?!.*_(?:input|raw)$)in_" + type + "\\d*(?:-" + type + "\\d+)?(?:_[a-z0-9_]+)?"),
                example);
    }
}
