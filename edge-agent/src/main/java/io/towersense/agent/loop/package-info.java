/** Threads that work by themselves. Start at {@link io.towersense.agent.loop.Loop}. */
@NullMarked
package io.towersense.agent.loop;

import org.jspecify.annotations.NullMarked;
