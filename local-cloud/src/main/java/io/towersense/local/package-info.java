/**
 * The cloud on a laptop: a broker, the IoT rules, a stream and its event source mapping, the real functions, DynamoDB
 * Local and stand-ins for the rest, all on 127.0.0.1. Start at {@link io.towersense.local.LocalCloud}.
 */
@NullMarked
package io.towersense.local;

import org.jspecify.annotations.NullMarked;
