package io.towersense.agent.configuration;

import io.towersense.telemetry.rule.Rule;
import io.towersense.telemetry.rule.RuleSet;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody far away wants to be different for now, laid over a configuration and gone without a trace when it is
 * taken away.
 *
 * @param rules each takes the place of the configured rule of its id, whole; one with another id comes after them
 * @param interval how often every device is read
 * @param intervals how often certain devices are read, by their ids; they go before {@code interval}
 */
public record Overrides(List<Rule> rules, Optional<Duration> interval, Map<String, Duration> intervals) {
    /** Nothing is to be different. */
    public static final Overrides NONE = new Overrides(List.of(), Optional.empty(), Map.of());

    public Overrides {
        rules = List.copyOf(rules);
        intervals = Map.copyOf(intervals);
    }

    /** The configuration with these overrides laid over it. */
    public AgentConfiguration over(AgentConfiguration configuration) {
        return configuration
                .withRules(over(configuration.rules()))
                .withDevices(configuration.devices().stream().map(this::over).toList());
    }

    private RuleSet over(RuleSet configured) {
        Map<String, Rule> merged = new LinkedHashMap<>();
        configured.rules().forEach(rule -> merged.put(rule.id(), rule));
        rules.forEach(rule -> merged.put(rule.id(), rule));
        return new RuleSet(List.copyOf(merged.values()));
    }

    private Device over(Device device) {
        return Optional.ofNullable(intervals.get(device.id()))
                .or(() -> interval)
                .map(device::every)
                .orElse(device);
    }
}
