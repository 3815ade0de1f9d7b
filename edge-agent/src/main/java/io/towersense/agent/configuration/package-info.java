/**
 * What an agent is told to do: a YAML file, or the same schema built in code, as immutable values. Start at
 * {@link io.towersense.agent.configuration.AgentConfiguration}; a file becomes one by
 * {@link io.towersense.agent.configuration.ConfigurationFile}.
 */
@NullMarked
package io.towersense.agent.configuration;

import org.jspecify.annotations.NullMarked;
