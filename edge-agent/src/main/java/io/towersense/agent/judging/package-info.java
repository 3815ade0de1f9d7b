/**
 * The decision on every reading, and what follows from it: the outbox first, then the alert log. Start at
 * {@link io.towersense.agent.judging.Judge}.
 */
@NullMarked
package io.towersense.agent.judging;

import org.jspecify.annotations.NullMarked;
