package io.towersense.cli.options;

import io.towersense.cloud.text.PlainText;
import io.towersense.local.stream.JsonKinesis;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;

/** The way to AWS or to an emulator, and what to tell a person when there is none. */
public final class AwsOptions {
    /** How the SDK begins to list each provider of credentials that it has asked, in 1,700 characters. */
    private static final String NO_CREDENTIALS = "Unable to load credentials from any of the providers";

    private static final String NO_REGION = "Unable to load region from any of the providers";
    private static final int LONGEST_REASON = 200;
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1\\]");

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "Where the services are, if not at AWS, such as http://127.0.0.1:4566. On this machine no"
                    + " credentials are needed.")
    private @Nullable URI endpoint;

    @Option(names = "--region", description = "The region. Without this: as the AWS SDK finds it.")
    private @Nullable String region;

    /** Where the services are, unless at AWS. */
    public Optional<URI> endpoint() {
        return Optional.ofNullable(endpoint);
    }

    /**
     * Makes a client. Credentials are the operator's own, as the AWS SDK finds them; at an endpoint on this machine,
     * which can only be an emulator, they mean nothing.
     */
    public <C, B extends AwsClientBuilder<B, C>> C open(B builder) {
        return configure(builder).build();
    }

    /** Makes a client of Kinesis, which speaks JSON to an endpoint of the operator's, because not every emulator knows CBOR. */
    public KinesisClient open(KinesisClientBuilder builder) {
        KinesisClientBuilder configured = configure(builder);
        return endpoint == null ? configured.build() : JsonKinesis.build(configured);
    }

    private <C, B extends AwsClientBuilder<B, C>> B configure(B builder) {
        if (region != null) {
            builder.region(Region.of(region));
        }
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
            if (isOnThisMachine(endpoint)) {
                builder.credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
                if (region == null) {
                    builder.region(Region.US_EAST_1);
                }
            }
        }
        return builder;
    }

    /**
     * One line: what failed, where, and what to do.
     *
     * @param what failed, such as {@code stream readings cannot be written}
     * @param options those to check, such as {@code --stream}
     */
    public String describe(SdkException failure, String what, String options) {
        String where = endpoint == null ? "at AWS" : "at " + endpoint;
        if (failure instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
            return what + " " + where + ": " + refused.awsErrorDetails().errorCode() + ": "
                    + refused.awsErrorDetails().errorMessage() + "; check " + options + " and --region";
        }
        return what + " " + where + ": " + reason(failure) + "; check --endpoint, --region and the AWS credentials";
    }

    private static boolean isOnThisMachine(URI endpoint) {
        String host = String.valueOf(endpoint.getHost());
        return LOOPBACK.matcher(host).matches();
    }

    /** Why it failed, in a few words: of what the SDK tells only the beginning matters. */
    public static String reason(SdkException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.startsWith(NO_CREDENTIALS)) {
            return "no AWS credentials were found";
        }
        if (message.startsWith(NO_REGION)) {
            return "no region is set";
        }
        return PlainText.line(message.lines().findFirst().orElse("unknown"), LONGEST_REASON);
    }
}
