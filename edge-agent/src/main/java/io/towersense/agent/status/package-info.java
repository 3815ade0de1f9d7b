/**
 * How an agent is doing, as a value, as a file and as a page for a technician. Start at
 * {@link io.towersense.agent.status.AgentStatus}.
 */
@NullMarked
package io.towersense.agent.status;

import org.jspecify.annotations.NullMarked;
