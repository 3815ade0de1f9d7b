package io.towersense.local;

import io.towersense.local.aws.NotificationLog;
import io.towersense.local.stream.RecordSource;
import java.net.URI;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;

/** The services that stand behind the functions: {@link OwnServices}, or an emulator's ({@link EmulatedServices}). */
interface Services extends AutoCloseable {
    /** The stream's name. */
    String STREAM = "iot-sensor-stream";

    /** The topic's name. */
    String TOPIC = "iot-sensor-alerts";

    /** The event bus' name. */
    String BUS = "towersense";

    /** The quarantine bucket's name. */
    String QUARANTINE = "quarantine";

    URI dynamoDbEndpoint();

    /** A client of its own with these interceptors. */
    DynamoDbClient dynamoDb(ExecutionInterceptor... interceptors);

    SnsClient sns();

    String topicArn();

    NotificationLog notifications();

    S3Client s3();

    Quarantine quarantine();

    /** Where the event source mapping reads. */
    RecordSource source();

    /** Where the rule writes. */
    RecordSink sink();

    @Override
    void close();
}
