package io.towersense.cli.demo;

import java.time.Duration;

/**
 * How far the readings have come at one moment.
 *
 * @param elapsed since the first could be sampled
 * @param sampled by the agent
 * @param delivered to the broker and acknowledged by it
 * @param streamed messages that the rule has put into the stream
 * @param stored in the table
 * @param raised alarms raised on the gateway
 * @param cleared alarms cleared on the gateway
 * @param notified notifications that SNS has taken
 */
record Progress(
        Duration elapsed,
        long sampled,
        long delivered,
        long streamed,
        long stored,
        long raised,
        long cleared,
        long notified) {}
