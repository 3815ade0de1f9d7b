package io.towersense.agent.greengrass;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.agent.greengrass.NucleusFault.Closed;
import io.towersense.agent.greengrass.NucleusFault.Invalid;
import io.towersense.agent.greengrass.NucleusFault.NotFound;
import io.towersense.agent.greengrass.NucleusFault.Offline;
import io.towersense.agent.greengrass.NucleusFault.Other;
import io.towersense.agent.greengrass.NucleusFault.SpoolFull;
import io.towersense.agent.greengrass.NucleusFault.TooLarge;
import io.towersense.agent.greengrass.NucleusFault.Unauthorised;
import io.towersense.agent.greengrass.NucleusFault.Unsupported;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.aws.greengrass.model.InvalidArgumentsError;
import software.amazon.awssdk.aws.greengrass.model.ResourceNotFoundError;
import software.amazon.awssdk.aws.greengrass.model.ServiceError;
import software.amazon.awssdk.aws.greengrass.model.UnauthorizedError;
import software.amazon.awssdk.eventstreamrpc.EventStreamClosedException;

class SdkErrorsTest {
    private static final Right RIGHT = new Right("service", "operation", "resource");

    @ParameterizedTest
    @MethodSource("errors")
    void eachIsToldApart(Throwable error, Class<? extends NucleusFault> expected) {
        assertThat(SdkErrors.fault(error, RIGHT)).isInstanceOf(expected);
        assertThat(SdkErrors.fault(new CompletionException(error), RIGHT)).isInstanceOf(expected);
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(new UnauthorizedError("Not Authorized"), Unauthorised.class),
                Arguments.of(new InvalidArgumentsError("QoS is required"), Invalid.class),
                Arguments.of(new ResourceNotFoundError("Key not found"), NotFound.class),
                service(
                        "Publish to topic a failed: Message spool is full. Message could not be added.",
                        SpoolFull.class),
                service("Message is larger than the size of message spool.", TooLarge.class),
                service("The publishing message size 9 bytes exceeds the configured limit of 8 bytes", TooLarge.class),
                service("Cannot publish because device is configured to run offline", Offline.class),
                service("Device is not configured to connect to AWS", Offline.class),
                service("Failed to publish the message.", Offline.class),
                service("Operation a is not supported by Greengrass", Unsupported.class),
                service("MQTT client is shut down", Other.class),
                Arguments.of(new EventStreamClosedException("closed"), Closed.class),
                Arguments.of(new IllegalStateException("odd"), Other.class));
    }

    @Test
    void whatTheNucleusSaysStaysOnOneLine() {
        assertThat(SdkErrors.fault(new ServiceError("first\nsecond"), RIGHT).text())
                .isEqualTo("the nucleus says: first?second");
    }

    private static Arguments service(String message, Class<? extends NucleusFault> expected) {
        return Arguments.of(new ServiceError(message), expected);
    }
}
