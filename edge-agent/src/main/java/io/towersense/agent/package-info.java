/**
 * The program on a tower's gateway. Start at {@link io.towersense.agent.Agent}, which is the whole of it put together;
 * {@link io.towersense.agent.Tower} is the command line.
 */
@NullMarked
package io.towersense.agent;

import org.jspecify.annotations.NullMarked;
