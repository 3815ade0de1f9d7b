package io.towersense.agent.configuration;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration in force: overrides over what is configured over the defaults. Overrides are remembered in the data
 * folder, so that they end when they are removed, and not when the agent starts out of reach of the cloud. Thread-safe.
 */
public final class ConfigurationLayers {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationLayers.class);
    private static final byte[] NOTHING = {'{', '}'};

    private AgentConfiguration configured;
    private byte[] lastGood;
    private Overrides overrides;

    private ConfigurationLayers(AgentConfiguration configured) {
        this.configured = configured;
        this.lastGood = file(configured).read().orElse(NOTHING);
        this.overrides = fitting(lastGood, configured);
    }

    /** What is configured, with the overrides that were last in force. */
    public static ConfigurationLayers open(AgentConfiguration configured) {
        return new ConfigurationLayers(configured);
    }

    /** The configuration in force. */
    public synchronized AgentConfiguration effective() {
        return overrides.over(configured);
    }

    /**
     * Lays other overrides over what is configured, all of them or none.
     *
     * @param desired a JSON object, {@code {}} for none
     * @param change puts the new configuration in force; called only where it differs from the one in force. What it
     *     throws as {@link InvalidConfigurationException} is a refusal
     */
    public synchronized OverrideOutcome override(byte[] desired, Consumer<AgentConfiguration> change) {
        try {
            Overrides next = OverridesReader.read(desired, configured);
            AgentConfiguration effective = next.over(configured);
            if (!effective.equals(effective())) {
                change.accept(effective);
            }
            overrides = next;
            lastGood = desired.clone();
            file(configured).write(desired, next);
            return new OverrideOutcome.Applied(effective);
        } catch (InvalidConfigurationException e) {
            return new OverrideOutcome.Refused(e.problems());
        }
    }

    /**
     * Puts another configuration under the overrides. While they do not fit it there are none, which the log tells.
     *
     * @param change puts the new configuration in force, as in {@link #override}
     * @throws InvalidConfigurationException from {@code change}; then all is as it was
     */
    public synchronized void configure(AgentConfiguration next, Consumer<AgentConfiguration> change) {
        Overrides kept = fitting(lastGood, next);
        AgentConfiguration effective = kept.over(next);
        if (!effective.equals(effective())) {
            change.accept(effective);
        }
        configured = next;
        overrides = kept;
    }

    private static OverridesFile file(AgentConfiguration configuration) {
        return new OverridesFile(configuration.dataFolder().overrides());
    }

    private static Overrides fitting(byte[] desired, AgentConfiguration configuration) {
        try {
            return OverridesReader.read(desired, configuration);
        } catch (InvalidConfigurationException e) {
            LOG.warn(
                    "the overrides that were in force do not fit what is configured, and end: {}",
                    String.join("; ", e.lines()));
            return Overrides.NONE;
        }
    }
}
