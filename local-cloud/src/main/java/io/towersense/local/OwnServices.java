package io.towersense.local;

import io.towersense.dynamodblocal.DynamoDbLocal;
import io.towersense.local.aws.LocalS3;
import io.towersense.local.aws.LocalSns;
import io.towersense.local.aws.NotificationLog;
import io.towersense.local.stream.LocalStream;
import io.towersense.local.stream.RecordSource;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;

/** The local cloud's own services: DynamoDB Local as a process, the rest in this one. */
final class OwnServices implements Services {
    private static final String TOPIC_ARN = "arn:aws:sns:us-east-1:000000000000:" + TOPIC;
    private static final Duration RETENTION = Duration.ofHours(24);
    private static final long SHARD_BYTES = 32L << 20;

    private final DynamoDbLocal dynamoDb;
    private final AwsClients clients;
    private final NotificationLog notifications;
    private final SnsClient sns;
    private final S3Client s3;
    private final Quarantine quarantine;
    private final LocalStream stream;

    private OwnServices(DynamoDbLocal dynamoDb, LocalCloudOptions options, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.clients = new AwsClients(dynamoDb.endpoint());
        this.notifications = new NotificationLog(options.folder(), clock);
        this.sns = new LocalSns(notifications, Set.of(TOPIC_ARN));
        this.s3 = new LocalS3(options.folder(), clock);
        this.quarantine =
                new Quarantine(s3, QUARANTINE, Optional.of(options.folder().resolve(QUARANTINE)));
        this.stream = new LocalStream(STREAM, options.shards(), RETENTION, SHARD_BYTES, clock);
    }

    static OwnServices start(LocalCloudOptions options, Clock clock) throws IOException {
        return new OwnServices(DynamoDbLocal.start(options.dynamoDbPort()), options, clock);
    }

    @Override
    public URI dynamoDbEndpoint() {
        return dynamoDb.endpoint();
    }

    @Override
    public DynamoDbClient dynamoDb(ExecutionInterceptor... interceptors) {
        return clients.build(DynamoDbClient.builder(), interceptors);
    }

    @Override
    public SnsClient sns() {
        return sns;
    }

    @Override
    public String topicArn() {
        return TOPIC_ARN;
    }

    @Override
    public NotificationLog notifications() {
        return notifications;
    }

    @Override
    public S3Client s3() {
        return s3;
    }

    @Override
    public Quarantine quarantine() {
        return quarantine;
    }

    @Override
    public RecordSource source() {
        return stream;
    }

    @Override
    public RecordSink sink() {
        return RecordSink.into(stream);
    }

    @Override
    public void close() {
        clients.close();
        dynamoDb.close();
    }
}
