package io.towersense.cli.quarantine;

import io.towersense.agent.command.CommandException;
import io.towersense.cli.options.AwsOptions;
import io.towersense.local.Inbox;
import io.towersense.local.aws.LocalS3;
import io.towersense.telemetry.time.Clock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Which quarantine: a bucket at AWS, or the local cloud's folder. */
final class QuarantineOptions {
    private static final String BUCKET_VARIABLE = "TOWERSENSE_QUARANTINE_BUCKET";

    @Option(
            names = "--bucket",
            paramLabel = "NAME",
            description = "The quarantine bucket, Terraform's output quarantine_bucket. Without this: the environment"
                    + " variable " + BUCKET_VARIABLE + ".")
    private @Nullable String bucket;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "The quarantine folder of a local cloud instead; 'tower cloud' prints it.")
    private @Nullable Path folder;

    @Mixin
    private AwsOptions aws = new AwsOptions();

    /** The quarantine, to be closed. */
    QuarantineBucket open() {
        if (bucket != null && folder != null) {
            throw CommandException.usage(List.of("--bucket and --folder do not go together"), null);
        }
        if (folder != null) {
            Path there = absolute(folder);
            if (!Files.isDirectory(there)) {
                throw CommandException.wrong(
                        folder + ": there is no such folder; name the one that 'tower cloud' prints as quarantine",
                        null);
            }
            return new QuarantineBucket(new LocalS3(parent(there), Clock.system()), fileName(there));
        }
        return new QuarantineBucket(aws.open(s3()), bucketName());
    }

    /** Where what is put back goes, to be closed. */
    Destination destination(Optional<String> stream, Optional<String> alertFunction) {
        return folder == null
                ? AwsDestination.open(aws, stream, alertFunction)
                : new LocalDestination(Inbox.of(parent(absolute(folder)), Clock.system()));
    }

    /** The operator, as notes name them: the user and the machine. */
    static String operator() {
        String user = System.getProperty("user.name", "unknown");
        try {
            return user + "@" + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return user;
        }
    }

    /** The quarantine that cannot be used, in one line. */
    CommandException wrong(SdkException failure) {
        return CommandException.wrong(
                folder == null
                        ? aws.describe(failure, "bucket " + bucketName() + " cannot be used", "--bucket")
                        : folder + ": " + failure.getMessage(),
                failure);
    }

    private String bucketName() {
        String named = bucket != null ? bucket : System.getenv(BUCKET_VARIABLE);
        if (named == null || named.isBlank()) {
            throw CommandException.usage(
                    List.of("which quarantine: name it with --bucket or --folder, or set " + BUCKET_VARIABLE), null);
        }
        return named;
    }

    private software.amazon.awssdk.services.s3.S3ClientBuilder s3() {
        return S3Client.builder().forcePathStyle(aws.endpoint().isPresent());
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static Path parent(Path there) {
        return Optional.ofNullable(there.getParent()).orElse(there);
    }

    private static String fileName(Path there) {
        return String.valueOf(there.getFileName());
    }
}
