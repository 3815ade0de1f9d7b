package io.towersense.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iotdataplane.model.InternalFailureException;
import software.amazon.awssdk.services.iotdataplane.model.InvalidRequestException;
import software.amazon.awssdk.services.iotdataplane.model.PublishRequest;
import software.amazon.awssdk.services.iotdataplane.model.RequestEntityTooLargeException;

class LocalIotDataPlaneTest {
    private final List<String> published = new ArrayList<>();
    private final LocalIotDataPlane plane =
            new LocalIotDataPlane((topic, payload) -> published.add(topic + " " + payload.length));

    @Test
    void whatIotCoreTakesGoesToTheSubscribers() {
        publish(request -> request.topic("a/b/c/d/e/f/g/h").qos(1).payload(bytes(128 * 1024)));
        publish(request -> request.topic("x").qos(0));
        publish(request -> request.topic("x"));

        assertThat(published).containsExactly("a/b/c/d/e/f/g/h 131072", "x 0", "x 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a/b/c/d/e/f/g/h/i",
                "towers/+/receipts",
                "towers/#",
                "$aws/rules/telemetry/towers/gateway-1/telemetry",
                "\u0000"
            })
    void aTopicThatNobodyMayPublishOnIsRefused(String topic) {
        assertThatThrownBy(() -> publish(request -> request.topic(topic))).isInstanceOf(InvalidRequestException.class);
        assertThat(published).isEmpty();
    }

    @Test
    void aTopicThatIsTooLongIsRefused() {
        publish(request -> request.topic("x".repeat(256)));
        assertThatThrownBy(() -> publish(request -> request.topic("x".repeat(257))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("256 bytes");
    }

    @Test
    void aQosThatThereIsNotIsRefused() {
        for (int qos : new int[] {-1, 2}) {
            assertThatThrownBy(() -> publish(request -> request.topic("x").qos(qos)))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("qos");
        }
    }

    @Test
    void aPayloadOver128KibIsRefused() {
        assertThatThrownBy(() -> publish(request -> request.topic("x").payload(bytes(128 * 1024 + 1))))
                .isInstanceOf(RequestEntityTooLargeException.class);
    }

    @Test
    void subscribersThatCannotBeReachedAreAFailureOfTheService() {
        LocalIotDataPlane unreachable = new LocalIotDataPlane((topic, payload) -> {
            throw new IOException("the broker does not answer");
        });

        assertThatThrownBy(() -> unreachable.publish(request -> request.topic("x")))
                .isInstanceOf(InternalFailureException.class)
                .hasMessageContaining("the broker does not answer");
    }

    private void publish(Consumer<PublishRequest.Builder> request) {
        plane.publish(request);
    }

    private static SdkBytes bytes(int length) {
        return SdkBytes.fromByteArray(new byte[length]);
    }
}
