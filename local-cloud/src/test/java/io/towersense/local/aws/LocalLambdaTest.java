package io.towersense.local.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

@Timeout(30)
class LocalLambdaTest {
    private final List<FailedInvocation> givenUp = new CopyOnWriteArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final LocalLambda lambda = new LocalLambda(2, Duration.ofMillis(5), givenUp::add, Clock.system());

    @AfterEach
    void close() {
        lambda.close();
    }

    @Test
    void anEventIsAcceptedAtOnceAndHandledLater() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        lambda.register("alerts", (event, context) -> {
            goOn.await();
            events.add(context.getFunctionName() + new String(event, UTF_8));
        });
        assertThat(invoke("alerts", "{\"a\":1}").statusCode()).isEqualTo(202);
        assertThat(lambda.isIdle()).isFalse();
        goOn.countDown();
        await().until(lambda::isIdle);
        assertThat(events).containsExactly("alerts{\"a\":1}");
    }

    @Test
    void aFunctionMayBeNamedByItsArn() {
        lambda.register("alerts", (event, context) -> events.add("handled"));
        invoke("arn:aws:lambda:us-east-1:000000000000:function:alerts", "{}");
        invoke("arn:aws:lambda:us-east-1:000000000000:function:alerts:live", "{}");
        await().until(() -> events.size() == 2);
    }

    @Test
    void aFunctionThatFailsIsTriedTwiceMore() {
        lambda.register("alerts", (event, context) -> {
            events.add("attempt");
            if (events.size() < 3) {
                throw new IllegalStateException("not yet");
            }
        });
        invoke("alerts", "{}");
        await().until(lambda::isIdle);
        assertThat(events).hasSize(3);
        assertThat(givenUp).isEmpty();
    }

    @Test
    void afterThatTheEventGoesToTheDestination() {
        lambda.register("alerts", (event, context) -> {
            throw new IllegalStateException("never");
        });
        invoke("alerts", "{\"a\":1}");
        await().until(lambda::isIdle);
        assertThat(givenUp).hasSize(1);
        JsonNode document = givenUp.get(0).document();
        assertThat(document.at("/requestContext/condition").asText()).isEqualTo("RetriesExhausted");
        assertThat(document.at("/requestContext/approximateInvokeCount").asInt())
                .isEqualTo(3);
        assertThat(document.at("/requestPayload/a").asInt()).isEqualTo(1);
        assertThat(document.at("/responsePayload/errorMessage").asText()).isEqualTo("never");
    }

    @Test
    void closingLosesNoEventThatWaits() {
        Set<String> handled = ConcurrentHashMap.newKeySet();
        lambda.register("alerts", (event, context) -> handled.add(new String(event, UTF_8)));
        for (int i = 0; i < 200; i++) {
            invoke("alerts", Integer.toString(i));
        }
        lambda.close();
        assertThat(handled).hasSize(200);
        assertThat(lambda.isIdle()).isTrue();
    }

    @Test
    void whatLambdaRefusesIsRefused() {
        lambda.register("alerts", (event, context) -> events.add("handled"));
        assertThatThrownBy(() -> invoke("unknown", "{}")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> invoke("alerts", "{")).isInstanceOf(InvalidRequestContentException.class);
        assertThatThrownBy(() -> invoke("alerts", "\"" + "x".repeat(262_144) + "\""))
                .isInstanceOf(RequestTooLargeException.class);
        assertThatThrownBy(() -> lambda.invoke(request -> request.functionName("alerts")))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private InvokeResponse invoke(String name, String event) {
        return lambda.invoke(request -> request.functionName(name)
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String(event)));
    }
}
