package io.towersense.agent.uplink;

import io.towersense.agent.outbox.Lane;
import io.towersense.telemetry.message.Topics;
import java.util.Optional;

/**
 * Where the messages of each lane are published.
 *
 * @param topics the gateway's
 * @param telemetryRule the IoT rule of Basic Ingest for telemetry; empty for the ordinary topic
 * @param alarmRule the IoT rule of Basic Ingest for alarms; empty for the ordinary topic
 */
public record LaneTopics(Topics topics, Optional<String> telemetryRule, Optional<String> alarmRule) {
    /** The ordinary topics. */
    public static LaneTopics of(Topics topics) {
        return new LaneTopics(topics, Optional.empty(), Optional.empty());
    }

    /** The same with Basic Ingest for whichever lane names a rule. */
    public LaneTopics withRules(Optional<String> telemetry, Optional<String> alarms) {
        return new LaneTopics(topics, telemetry, alarms);
    }

    /** The topic of the lane. */
    public String of(Lane lane) {
        return switch (lane) {
            case ALARMS -> through(alarmRule, topics.alarms());
            case TELEMETRY -> through(telemetryRule, topics.telemetry());
        };
    }

    private static String through(Optional<String> rule, String topic) {
        return rule.map(name -> Topics.basicIngest(name, topic)).orElse(topic);
    }
}
