package io.towersense.cloud.alert;

import io.towersense.cloud.text.PlainText;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.rule.StandingRule;
import java.math.BigDecimal;
import java.util.Optional;

/** The words in which people are told of what is wrong, and of values and limits. */
final class Wording {
    private static final int LONGEST_VALUE = 40;

    private Wording() {}

    /** What is wrong, as in {@code Temperature above limit}. */
    static String problem(AlarmEvent event) {
        return isOfGateway(event) ? "Gateway silent" : problem(event.metric(), event.direction());
    }

    /** What is wrong, as in {@code Temperature above limit}. */
    static String problem(Optional<String> metric, Direction direction) {
        String what = metric.map(Wording::label).orElse("Device");
        return switch (direction) {
            case ABOVE, BELOW -> what + " " + direction.label() + " limit";
            case RISING, FALLING -> what + " " + direction.label() + " too fast";
            case SILENT -> "No readings";
            case FAULTY -> metric.map(name -> label(name) + " sensor faulty").orElse("Sensor faulty");
        };
    }

    /** A value with the unit of its metric, as in {@code 47.3 °C}. */
    static String value(Optional<String> metric, BigDecimal value) {
        String text = metric.flatMap(Metric::of)
                .map(known -> known.format(value))
                .orElseGet(() -> value.stripTrailingZeros().toPlainString());
        return PlainText.line(text, LONGEST_VALUE);
    }

    /** Which device, and where it is as far as anybody said. */
    static String place(String deviceId, Optional<String> siteId) {
        return deviceId + siteId.map(site -> " at " + site).orElse("");
    }

    /** What a person on the way should look at. */
    static String whatToCheck(AlarmEvent event) {
        return isOfGateway(event)
                ? "the site's power, the gateway and its backhaul; what it measures meanwhile comes when it is back"
                : whatToCheck(event.metric(), event.direction());
    }

    /** What a person on the way should look at. */
    static String whatToCheck(Optional<String> metric, Direction direction) {
        if (direction == Direction.SILENT) {
            return "the gateway's power and backhaul, and the cable to the sensor";
        }
        if (direction == Direction.FAULTY) {
            return "the sensor, its cable and its supply; replace it if the fault stays";
        }
        return metric.flatMap(Metric::of).map(Wording::whatToCheck).orElse("what the sensor measures, on the spot");
    }

    private static String whatToCheck(Metric metric) {
        return switch (metric) {
            case TEMPERATURE -> "the cooling unit, its filters and its power, and that doors are shut";
            case HUMIDITY -> "the air conditioning, door seals, and whether water has come in";
            case PRESSURE -> "vents and filters, and whether the sensor is blocked";
            case SUPPLY_VOLTAGE -> "the mains, the rectifier and the batteries";
            case SUPPLY_CURRENT -> "what draws or feeds the current: load, rectifier, batteries";
            case SIGNAL_STRENGTH -> "antenna, feeder and connectors";
            case PACKET_LOSS -> "the backhaul link and its equipment";
            case HANDOVER_FAILURE_RATE -> "the radio unit and its neighbour relations";
        };
    }

    private static boolean isOfGateway(AlarmEvent event) {
        return event.rule().equals(StandingRule.GATEWAY_SILENT);
    }

    private static String label(String metric) {
        String label = Metric.of(metric).map(Metric::label).orElse(metric.replace('_', ' '));
        return label.isEmpty() ? "Device" : Character.toUpperCase(label.charAt(0)) + label.substring(1);
    }
}
