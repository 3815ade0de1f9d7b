package io.towersense.cli.simulate;

import io.towersense.local.stream.JsonKinesis;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;

/** The way to Kinesis, at AWS or at an emulator, and what to tell a person when there is none. */
final class KinesisClients {
    private KinesisClients() {}

    /** A client; at an endpoint of one's own without the need for credentials or a region. */
    static KinesisClient open(@Nullable URI endpoint, @Nullable String region) {
        KinesisClientBuilder builder = KinesisClient.builder();
        if (region != null) {
            builder.region(Region.of(region));
        }
        if (endpoint != null) {
            builder.endpointOverride(endpoint)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
            if (region == null) {
                builder.region(Region.US_EAST_1);
            }
        }
        return endpoint == null ? builder.build() : JsonKinesis.build(builder);
    }

    /** One line: what failed, where, and what to do. */
    static String describe(SdkException failure, String stream, @Nullable URI endpoint) {
        String where = endpoint == null ? "at AWS" : "at " + endpoint;
        if (failure instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
            return "stream " + stream + " " + where + " cannot be written: "
                    + refused.awsErrorDetails().errorCode() + ": "
                    + refused.awsErrorDetails().errorMessage() + "; check --stream and --region";
        }
        return "Kinesis " + where + " cannot be reached: " + firstLine(failure)
                + "; check --endpoint, --region and the AWS credentials";
    }

    private static String firstLine(SdkException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("unknown");
    }
}
