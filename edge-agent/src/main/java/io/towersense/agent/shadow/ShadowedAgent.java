package io.towersense.agent.shadow;

import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.OverrideOutcome;
import io.towersense.agent.status.AgentStatus;

/** An agent as its shadow sees it. Called on the reporter's thread, one call at a time. */
public interface ShadowedAgent {
    /** The configuration in force. */
    AgentConfiguration configuration();

    /** How it is doing. */
    AgentStatus status();

    /**
     * Takes what is desired, all of it or nothing.
     *
     * @param desired a JSON object from outside, not checked yet; {@code {}} where nothing is desired
     */
    OverrideOutcome override(byte[] desired);
}
