/**
 * The thing's named shadow {@code environment}: what the agent reports of itself, and what somebody far away desires of
 * it. Whoever runs an agent implements {@link io.towersense.agent.shadow.ShadowedAgent} for it and starts a
 * {@link io.towersense.agent.shadow.ShadowReporter} with a {@link io.towersense.agent.shadow.ShadowStore}, such as a
 * {@link io.towersense.agent.shadow.TopicShadow}; it tells the reporter when something has changed and when the way to
 * the cloud is back, and closes it before the uplink. The reporter has a thread of its own and needs nothing to be up.
 */
@NullMarked
package io.towersense.agent.shadow;

import org.jspecify.annotations.NullMarked;
