package io.towersense.cli.quarantine;

import io.towersense.cli.options.AwsOptions;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** The stream and the alert handler at AWS, or at an emulator. */
final class AwsDestination implements Destination {
    private static final int MOST_ATTEMPTS = 6;
    private static final java.time.Duration FIRST_BACKOFF = java.time.Duration.ofMillis(200);
    private static final java.time.Duration LONGEST_BACKOFF = java.time.Duration.ofSeconds(5);

    private final KinesisClient kinesis;
    private final LambdaClient lambda;
    private final Optional<String> stream;
    private final Optional<String> alertFunction;

    AwsDestination(
            KinesisClient kinesis, LambdaClient lambda, Optional<String> stream, Optional<String> alertFunction) {
        this.kinesis = kinesis;
        this.lambda = lambda;
        this.stream = stream;
        this.alertFunction = alertFunction;
    }

    static AwsDestination open(AwsOptions aws, Optional<String> stream, Optional<String> alertFunction) {
        return new AwsDestination(
                aws.open(KinesisClient.builder().overrideConfiguration(AwsDestination::configure)),
                aws.open(LambdaClient.builder().overrideConfiguration(AwsDestination::configure)),
                stream,
                alertFunction);
    }

    /** Has each call repeated only where it was not taken, and watched whether it was sent. */
    static void configure(ClientOverrideConfiguration.Builder configuration) {
        configuration.retryStrategy(onlyWhatWasNotTaken()).addExecutionInterceptor(new Transmission.Watch());
    }

    /** What may have arrived is not sent again behind the operator's back; what was refused for the moment is. */
    private static RetryStrategy onlyWhatWasNotTaken() {
        return StandardRetryStrategy.builder()
                .useClientDefaults(false)
                .maxAttempts(MOST_ATTEMPTS)
                .retryOnException(AwsDestination::isThrottling)
                .treatAsThrottling(AwsDestination::isThrottling)
                .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_BACKOFF, LONGEST_BACKOFF))
                .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(FIRST_BACKOFF, LONGEST_BACKOFF))
                .build();
    }

    private static boolean isThrottling(Throwable failure) {
        return failure instanceof SdkException refused && RetryUtils.isThrottlingException(refused);
    }

    @Override
    public Optional<String> name(Route route) {
        return route == Route.STREAM
                ? stream.map(name -> "stream " + name)
                : alertFunction.map(name -> "function " + name);
    }

    @Override
    public void send(Delivery delivery) {
        Transmission transmission = new Transmission();
        try {
            send(delivery, call -> call.putExecutionAttribute(Transmission.OF_CALL, transmission));
        } catch (SdkException e) {
            throw transmission.stayedHere(e) ? new NotSentException(e) : e;
        }
    }

    private void send(Delivery delivery, Consumer<AwsRequestOverrideConfiguration.Builder> call) {
        SdkBytes data = SdkBytes.fromByteArrayUnsafe(delivery.data());
        if (delivery.route() == Route.STREAM) {
            kinesis.putRecord(request -> request.streamName(stream.orElseThrow())
                    .partitionKey(delivery.partitionKey())
                    .data(data)
                    .overrideConfiguration(call));
        } else {
            lambda.invoke(request -> request.functionName(alertFunction.orElseThrow())
                    .invocationType(InvocationType.EVENT)
                    .payload(data)
                    .overrideConfiguration(call));
        }
    }

    @Override
    public void close() {
        kinesis.close();
        lambda.close();
    }
}
