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

    private AgentConfiguration configured;
    private Overrides overrides;

    private ConfigurationLayers(AgentConfiguration configured) {
        this.configured = configured;
        this.overrides = remembered(configured);
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
            file().write(desired, next);
            return new OverrideOutcome.Applied(effective);
        } catch (InvalidConfigurationException e) {
            return new OverrideOutcome.Refused(e.problems());
        }
    }

    /**
     * Puts another configuration under the overrides. Overrides that do not fit it end, and are told in the log.
     *
     * @param change puts the new configuration in force, as in {@link #override}
     * @throws InvalidConfigurationException from {@code change}; then all is as it was
     */
    public synchronized void configure(AgentConfiguration next, Consumer<AgentConfiguration> change) {
        Overrides kept = remembered(next);
        AgentConfiguration effective = kept.over(next);
        if (!effective.equals(effective())) {
            change.accept(effective);
        }
        configured = next;
        overrides = kept;
    }

    private OverridesFile file() {
        return new OverridesFile(configured.dataFolder().overrides());
    }

    private static Overrides remembered(AgentConfiguration configured) {
        OverridesFile file = new OverridesFile(configured.dataFolder().overrides());
        try {
            return file.read()
                    .map(desired -> OverridesReader.read(desired, configured))
                    .orElse(Overrides.NONE);
        } catch (InvalidConfigurationException e) {
            LOG.warn(
                    "{}: the overrides that were in force do not fit what is configured, and end: {}",
                    file.path(),
                    String.join("; ", e.lines()));
            return Overrides.NONE;
        }
    }
}
