/**
 * A stream of ordered shards in the place of Kinesis, and the event source mapping that hands its records to a function
 * as AWS Lambda documents it. Start at {@link io.towersense.local.stream.EventSourceMapping}; what it does with one
 * batch after another is in {@link io.towersense.local.stream.Lane}, without a thread and by a clock that is given.
 */
@NullMarked
package io.towersense.local.stream;

import org.jspecify.annotations.NullMarked;
