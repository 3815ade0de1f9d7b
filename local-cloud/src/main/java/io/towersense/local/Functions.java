package io.towersense.local;

import io.towersense.cloud.alert.AlertClients;
import io.towersense.cloud.alert.AlertFunction;
import io.towersense.cloud.alert.AlertSettings;
import io.towersense.cloud.consumer.ConsumerClients;
import io.towersense.cloud.consumer.ConsumerFunction;
import io.towersense.cloud.consumer.ConsumerSettings;
import io.towersense.cloud.metric.EmbeddedMetrics;
import io.towersense.cloud.silence.SilenceClients;
import io.towersense.cloud.silence.SilenceFunction;
import io.towersense.cloud.silence.SilenceSettings;
import io.towersense.cloud.silence.StreamProgress;
import io.towersense.cloud.table.TableDefinitions;
import io.towersense.local.aws.LocalCloudWatch;
import io.towersense.local.aws.LocalLambda;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;

/** The real functions, given the local cloud's clients. */
final class Functions {
    static final String CONSUMER = "consumer";
    static final String ALERT_HANDLER = "alert-handler";
    static final String SILENCE = "silence";

    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(10);
    /** How often silence is looked for, and the heard are noted, in the time after which they are silent. */
    private static final int LOOKS = 4;

    private Functions() {}

    /** @param watched the client through which readings are stored */
    static ConsumerFunction consumer(
            Services services,
            DynamoDbClient watched,
            LocalLambda lambda,
            LocalCloudWatch cloudWatch,
            IotDataPlaneClient iotData,
            LocalCloudOptions options,
            Clock clock) {
        ConsumerSettings settings = ConsumerSettings.of(
                        TableDefinitions.READINGS, TableDefinitions.STATE, Services.QUARANTINE, ALERT_HANDLER)
                .acceptingBare(options.acceptBare())
                .touchingWithin(options.silentAfter().dividedBy(LOOKS))
                .under(options.topicRoot());
        ConsumerClients clients = new ConsumerClients(watched, services.s3(), lambda, cloudWatch, Optional.of(iotData));
        return new ConsumerFunction(settings, clients, clock);
    }

    static AlertFunction alertHandler(
            Services services,
            DynamoDbClient dynamoDb,
            IotDataPlaneClient iotData,
            EventBridgeClient eventBridge,
            LocalCloudOptions options,
            Clock clock) {
        AlertSettings settings = AlertSettings.of(TableDefinitions.STATE, services.topicArn(), Services.QUARANTINE)
                .settling(options.settle())
                .under(options.topicRoot())
                .puttingEventsOn(Services.BUS);
        AlertClients clients = new AlertClients(
                dynamoDb, services.sns(), services.s3(), Optional.of(iotData), Optional.of(eventBridge));
        return new AlertFunction(settings, clients, clock);
    }

    static SilenceFunction silence(
            DynamoDbClient dynamoDb,
            LocalLambda lambda,
            StreamProgress progress,
            LocalCloudOptions options,
            Clock clock) {
        SilenceSettings settings = SilenceSettings.of(TableDefinitions.STATE, ALERT_HANDLER, Services.STREAM)
                .after(options.silentAfter());
        return new SilenceFunction(
                settings, new SilenceClients(dynamoDb, lambda, progress, EmbeddedMetrics.unseen()), clock);
    }

    /** How often silence is looked for. */
    static Duration silenceInterval(LocalCloudOptions options) {
        Duration part = options.silentAfter().dividedBy(LOOKS);
        return part.compareTo(LONGEST_INTERVAL) < 0 ? part : LONGEST_INTERVAL;
    }
}
