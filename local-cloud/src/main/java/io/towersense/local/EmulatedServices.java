package io.towersense.local;

import io.towersense.local.aws.NotificationLog;
import io.towersense.local.aws.PublishWatch;
import io.towersense.local.stream.JsonKinesis;
import io.towersense.local.stream.KinesisSource;
import io.towersense.local.stream.RecordSource;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.sns.SnsClient;

/** The services of an AWS emulator. Stream, topic and bucket are made where they are absent, and left when it ends. */
final class EmulatedServices implements Services {
    private final AwsClients clients;
    private final KinesisClient kinesis;
    private final SnsClient sns;
    private final String topicArn;
    private final NotificationLog notifications;
    private final S3Client s3;
    private final Quarantine quarantine;
    private final RecordSource source;

    private EmulatedServices(AwsClients clients, LocalCloudOptions options, Clock clock) {
        this.clients = clients;
        this.notifications = new NotificationLog(options.folder(), clock);
        this.kinesis = JsonKinesis.build(clients.configure(KinesisClient.builder()));
        this.sns = clients.build(SnsClient.builder(), new PublishWatch(notifications));
        this.s3 = clients.build(S3Client.builder().forcePathStyle(true));
        this.quarantine = new Quarantine(s3, QUARANTINE, Optional.empty());
        this.topicArn = sns.createTopic(request -> request.name(TOPIC)).topicArn();
        createBucket(s3);
        createStream(kinesis, options.shards());
        this.source = new KinesisSource(kinesis, STREAM);
    }

    static EmulatedServices connect(URI endpoint, LocalCloudOptions options, Clock clock) throws IOException {
        AwsClients clients = new AwsClients(endpoint);
        try {
            return new EmulatedServices(clients, options, clock);
        } catch (SdkClientException absent) {
            clients.close();
            throw new IOException(
                    "nothing of AWS answers at " + endpoint + ": start the emulator there, or name another endpoint",
                    absent);
        } catch (RuntimeException failed) {
            clients.close();
            throw new IOException("the emulator at " + endpoint + " refuses: " + failed.getMessage(), failed);
        }
    }

    @Override
    public URI dynamoDbEndpoint() {
        return clients.endpoint();
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
        return topicArn;
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
        return source;
    }

    @Override
    public RecordSink sink() {
        return RecordSink.into(kinesis, STREAM);
    }

    @Override
    public void close() {
        clients.close();
    }

    private static void createBucket(S3Client s3) {
        try {
            s3.createBucket(request -> request.bucket(QUARANTINE));
        } catch (BucketAlreadyExistsException | BucketAlreadyOwnedByYouException there) {
            // as it should be
        }
    }

    private static void createStream(KinesisClient kinesis, int shards) {
        try {
            kinesis.createStream(request -> request.streamName(STREAM).shardCount(shards));
        } catch (ResourceInUseException there) {
            // as it should be
        }
        kinesis.waiter().waitUntilStreamExists(request -> request.streamName(STREAM));
    }
}
