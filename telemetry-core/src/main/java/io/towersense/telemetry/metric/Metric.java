package io.towersense.telemetry.metric;

import io.towersense.telemetry.alarm.ProbableCause;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The catalogue of what is measured at a site: name, unit, the range that is plausible there, and the cause that an
 * alarm on it names. The ranges are those of an equipment room or cabinet, wider than any sensor's comfort.
 */
public enum Metric {
    TEMPERATURE("temperature", "°C", "-60", "100", ProbableCause.TEMPERATURE_UNACCEPTABLE),
    HUMIDITY("humidity", "%RH", "0", "100", ProbableCause.HUMIDITY_UNACCEPTABLE),
    PRESSURE("pressure", "hPa", "300", "1100", ProbableCause.PRESSURE_UNACCEPTABLE),
    SUPPLY_VOLTAGE("supply_voltage", "V", "-75", "500", ProbableCause.POWER_PROBLEM),
    SUPPLY_CURRENT("supply_current", "A", "-1000", "1000", ProbableCause.POWER_PROBLEM),
    SIGNAL_STRENGTH("signal_strength", "dBm", "-150", "30", ProbableCause.DEGRADED_SIGNAL),
    PACKET_LOSS("packet_loss", "%", "0", "100", ProbableCause.PERFORMANCE_DEGRADED),
    HANDOVER_FAILURE_RATE("handover_failure_rate", "%", "0", "100", ProbableCause.PERFORMANCE_DEGRADED);

    private static final Map<String, Metric> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Metric::key, Function.identity()));

    private final String key;
    private final String unit;
    private final BigDecimal lowest;
    private final BigDecimal highest;
    private final ProbableCause cause;

    Metric(String key, String unit, String lowest, String highest, ProbableCause cause) {
        this.key = key;
        this.unit = unit;
        this.lowest = new BigDecimal(lowest);
        this.highest = new BigDecimal(highest);
        this.cause = cause;
    }

    /** The name in a reading, such as {@code supply_voltage}. */
    public String key() {
        return key;
    }

    /** The name for a person, such as {@code supply voltage}. */
    public String label() {
        return key.replace('_', ' ');
    }

    /** The unit of every value of this metric, such as {@code °C}. */
    public String unit() {
        return unit;
    }

    /** The lowest plausible value, itself plausible. */
    public BigDecimal lowest() {
        return lowest;
    }

    /** The highest plausible value, itself plausible. */
    public BigDecimal highest() {
        return highest;
    }

    /** Whether the value lies within the plausible range, its ends included. */
    public boolean isPlausible(BigDecimal value) {
        return value.compareTo(lowest) >= 0 && value.compareTo(highest) <= 0;
    }

    /** The cause that an alarm on this metric names. */
    public ProbableCause cause() {
        return cause;
    }

    /** A value as a person reads it: {@code 47.3 °C}. */
    public String format(BigDecimal value) {
        String number = value.stripTrailingZeros().toPlainString();
        return unit.startsWith("%") ? number + unit : number + " " + unit;
    }

    /** The metric with this name; empty where the catalogue has none. */
    public static Optional<Metric> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /** The names of all metrics. */
    public static Set<String> keys() {
        return BY_KEY.keySet();
    }

    /**
     * The metrics that these rules watch, each once. A rule's id begins with its metric's name by convention
     * ({@code temperature-high}); an id that does not stands for itself.
     */
    public static Set<String> watchedBy(Collection<String> ruleIds) {
        return ruleIds.stream()
                .map(id -> BY_KEY.keySet().stream()
                        .filter(key -> id.equals(key) || id.startsWith(key + "-"))
                        .findFirst()
                        .orElse(id))
                .collect(Collectors.toUnmodifiableSet());
    }
}
