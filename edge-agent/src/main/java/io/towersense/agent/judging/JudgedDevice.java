package io.towersense.agent.judging;

import io.towersense.agent.sampling.SampledDevice;
import io.towersense.telemetry.engine.Occasion;
import io.towersense.telemetry.rule.StandingRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A device whose readings are judged.
 *
 * @param simulated whether no sensor stands behind it
 * @param standing what it is held to beside the configured rules
 */
public record JudgedDevice(String id, Optional<String> siteId, boolean simulated, List<StandingRule> standing) {
    public JudgedDevice {
        standing = List.copyOf(standing);
    }

    /** A device that is sampled. One that paces itself, as a recording does, is silent whenever it wants. */
    public static JudgedDevice of(SampledDevice device) {
        List<StandingRule> standing = device.driver().pacesItself()
                ? List.of(StandingRule.faulty(device.interval()))
                : StandingRule.of(device.interval());
        return new JudgedDevice(device.id(), device.siteId(), device.driver().isSimulated(), standing);
    }

    /** A device of which nothing is known but its id. */
    static JudgedDevice of(String id) {
        return new JudgedDevice(id, Optional.empty(), false, List.of());
    }

    /** Something that happens to it now. */
    Occasion at(Instant now) {
        return new Occasion(id, siteId, now, simulated);
    }
}
