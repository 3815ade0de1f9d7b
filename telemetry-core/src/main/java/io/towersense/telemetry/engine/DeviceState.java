package io.towersense.telemetry.engine;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the engine remembers of one device: a value that can be stored, and bounded by the rules.
 *
 * @param rules state by rule id
 */
public record DeviceState(Map<String, RuleState> rules) {
    /** Nothing known yet. */
    public static final DeviceState INITIAL = new DeviceState(Map.of());

    public DeviceState {
        rules = Collections.unmodifiableMap(new TreeMap<>(rules));
    }

    /** The state of the rule, if it was ever evaluated. */
    public Optional<RuleState> rule(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    /** The same state with that rule's replaced. */
    public DeviceState with(String id, RuleState state) {
        Map<String, RuleState> changed = new TreeMap<>(rules);
        changed.put(id, state);
        return new DeviceState(changed);
    }

    /**
     * The same state for a caller whose elapsed time began anew, as after a boot: alarms stand, running delays begin
     * again at {@code now}.
     */
    public DeviceState restartedAt(Duration now) {
        return restartedAt(now, rules.keySet());
    }

    /** The same state with {@code gap} taken out of the running delays of these rules: time that does not count. */
    public DeviceState shiftedBy(Duration gap, Set<String> ids) {
        Map<String, RuleState> shifted = new TreeMap<>(rules);
        shifted.replaceAll((id, state) -> ids.contains(id) ? state.shiftedBy(gap) : state);
        return new DeviceState(shifted);
    }

    /** The same state with running delays of these rules begun again at {@code now}. */
    public DeviceState restartedAt(Duration now, Set<String> ids) {
        Map<String, RuleState> restarted = new TreeMap<>(rules);
        restarted.replaceAll((id, state) -> ids.contains(id) ? state.restartedAt(now) : state);
        return new DeviceState(restarted);
    }
}
