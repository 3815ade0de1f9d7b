package io.towersense.local;

import io.towersense.cloud.alert.AlertClients;
import io.towersense.cloud.alert.AlertFunction;
import io.towersense.cloud.alert.AlertSettings;
import io.towersense.cloud.consumer.ConsumerClients;
import io.towersense.cloud.consumer.ConsumerFunction;
import io.towersense.cloud.consumer.ConsumerSettings;
import io.towersense.cloud.table.TableDefinitions;
import io.towersense.local.aws.LocalCloudWatch;
import io.towersense.local.aws.LocalLambda;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The real functions, given the local cloud's clients. */
final class Functions {
    static final String CONSUMER = "consumer";
    static final String ALERT_HANDLER = "alert-handler";

    private Functions() {}

    /** @param watched the client through which readings are stored */
    static ConsumerFunction consumer(
            Services services,
            DynamoDbClient watched,
            LocalLambda lambda,
            LocalCloudWatch cloudWatch,
            boolean acceptBare,
            Clock clock) {
        ConsumerSettings settings = ConsumerSettings.of(
                        TableDefinitions.READINGS, TableDefinitions.STATE, Services.QUARANTINE, ALERT_HANDLER)
                .acceptingBare(acceptBare);
        return new ConsumerFunction(settings, new ConsumerClients(watched, services.s3(), lambda, cloudWatch), clock);
    }

    static AlertFunction alertHandler(Services services, DynamoDbClient dynamoDb, Duration settle, Clock clock) {
        AlertSettings settings = AlertSettings.of(TableDefinitions.STATE, services.topicArn(), Services.QUARANTINE)
                .settling(settle);
        return new AlertFunction(settings, new AlertClients(dynamoDb, services.sns(), services.s3()), clock);
    }
}
