/**
 * The Lambda that stores what comes through the stream, judges what nobody judged before it, and answers so that nothing
 * is lost and nothing done twice. Start at {@link io.towersense.cloud.consumer.ConsumerFunction}; the way of an event is
 * {@link io.towersense.cloud.consumer.Consumer}.
 */
@NullMarked
package io.towersense.cloud.consumer;

import org.jspecify.annotations.NullMarked;
