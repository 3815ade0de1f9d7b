package io.towersense.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

class AwsOptionsTest {
    @Command
    private static final class Anything {}

    private static AwsOptions options(String... arguments) {
        AwsOptions options = new AwsOptions();
        new CommandLine(new Anything()).addMixin("aws", options).parseArgs(arguments);
        return options;
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:4566", "http://localhost:4566", "http://[::1]:4566"})
    void anEmulatorOnThisMachineNeedsNoCredentialsAndNoRegion(String endpoint) {
        try (KinesisClient kinesis = options("--endpoint", endpoint).open(KinesisClient.builder())) {
            var configuration = kinesis.serviceClientConfiguration();
            assertThat(configuration.credentialsProvider()).isInstanceOf(StaticCredentialsProvider.class);
            assertThat(configuration.region()).isEqualTo(Region.US_EAST_1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://vpce-1.kinesis.eu-central-1.vpce.amazonaws.com",
                "https://127.example",
                "https://localhost.x"
            })
    void anEndpointElsewhereIsAskedWithTheOperatorsOwnCredentials(String endpoint) {
        try (KinesisClient kinesis =
                options("--endpoint", endpoint, "--region", "eu-central-1").open(KinesisClient.builder())) {
            assertThat(kinesis.serviceClientConfiguration().credentialsProvider())
                    .isInstanceOf(DefaultCredentialsProvider.class);
        }
    }

    @Test
    void whatFailsIsSaidInOneLineWithWhatToCheck() {
        SdkException absent = (SdkException) ResourceNotFoundException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("ResourceNotFoundException")
                        .errorMessage("Stream x not found")
                        .build())
                .build();
        assertThat(options().describe(absent, "stream x cannot be written", "--stream"))
                .isEqualTo("stream x cannot be written at AWS: ResourceNotFoundException: Stream x not found;"
                        + " check --stream and --region");
        assertThat(options("--endpoint", "http://127.0.0.1:1")
                        .describe(
                                SdkClientException.create("refused\nby whom"),
                                "stream x cannot be written",
                                "--stream"))
                .isEqualTo("stream x cannot be written at http://127.0.0.1:1: refused;"
                        + " check --endpoint, --region and the AWS credentials");
    }

    @Test
    void withoutCredentialsThatIsSaidAndNotWhereTheSdkLooked() {
        String looked = "Unable to load credentials from any of the providers in the chain AwsCredentialsProviderChain("
                + "x".repeat(1_600);
        assertThat(options().describe(SdkClientException.create(looked), "bucket b cannot be used", "--bucket"))
                .isEqualTo("bucket b cannot be used at AWS: no AWS credentials were found;"
                        + " check --endpoint, --region and the AWS credentials");
        assertThat(AwsOptions.reason(SdkClientException.create("x".repeat(1_600))))
                .hasSize(200);
    }
}
