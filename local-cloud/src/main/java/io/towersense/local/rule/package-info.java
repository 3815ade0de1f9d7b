/**
 * The IoT topic rules of the local cloud. Start at {@link io.towersense.local.rule.TopicRule}, what a rule says; {@link
 * io.towersense.local.rule.RunningRule} is a rule at work. SQL is evaluated as far as {@code RuleExpression} goes; anything
 * else is refused by name.
 */
@NullMarked
package io.towersense.local.rule;

import org.jspecify.annotations.NullMarked;
