package io.towersense.cloud.consumer;

import java.time.Instant;
import java.util.Optional;

/**
 * Where readings came from.
 *
 * @param record that carried them
 * @param thing who sent them; empty where the record is bare
 * @param receivedAt when the cloud received them: the IoT rule, or the stream for a bare record
 * @param judged whether their sender has judged them
 */
record Message(StreamRecord record, Optional<String> thing, Instant receivedAt, boolean judged) {}
