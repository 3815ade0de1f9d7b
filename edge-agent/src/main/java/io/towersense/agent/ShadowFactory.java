package io.towersense.agent;

import io.towersense.agent.shadow.ShadowStore;
import io.towersense.agent.shadow.TopicShadow;
import java.util.Optional;

/** Finds where an agent's shadow is kept. */
public interface ShadowFactory {
    /** Over the topics of the agent's own uplink, where its configuration wants that. */
    ShadowFactory TOPICS = agent -> Optional.of(agent.configuration())
            .filter(configuration -> configuration.uplink().shadow())
            .map(configuration ->
                    TopicShadow.over(agent.uplink(), configuration.gateway().thing()));

    /** The place; empty where the agent has no shadow. */
    Optional<ShadowStore> find(Agent agent);
}
