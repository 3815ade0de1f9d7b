package io.towersense.cli.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.towersense.cli.options.AwsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** What goes over the wire, to a server that answers as it is told. */
class AwsDestinationTest {
    private static final Delivery RECORD = new Delivery(Route.STREAM, "gw-1", new byte[] {1});
    private static final Delivery EVENT = new Delivery(Route.ALERT_HANDLER, "", "{\"a\":1}".getBytes(UTF_8));

    private record Answer(int status, String error) {}

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    private Destination destination;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        AwsOptions aws = new AwsOptions();
        new CommandLine(new QuarantineCommand())
                .addMixin("aws", aws)
                .parseArgs(
                        "--endpoint", "http://127.0.0.1:" + server.getAddress().getPort());
        destination = AwsDestination.open(aws, Optional.of("readings"), Optional.of("alerts:live"));
    }

    @AfterEach
    void stop() {
        destination.close();
        server.stop(0);
    }

    @Test
    void anAlarmIsAnAsynchronousInvocationOfTheAlertHandler() {
        answers.add(new Answer(202, ""));
        destination.send(EVENT);
        assertThat(calls)
                .singleElement()
                .satisfies(call -> assertThat(call)
                        .contains("/functions/alerts%3Alive/invocations")
                        .contains("Event")
                        .endsWith("{\"a\":1}"));
        assertThat(destination.name(Route.ALERT_HANDLER)).contains("function alerts:live");
    }

    @Test
    void whatMayHaveArrivedIsNotSentAgain() {
        for (Delivery delivery : List.of(RECORD, EVENT)) {
            calls.clear();
            answers.add(new Answer(500, "InternalFailure"));
            assertThatThrownBy(() -> destination.send(delivery))
                    .isInstanceOf(SdkException.class)
                    .isNotInstanceOf(NotSentException.class);
            assertThat(calls).hasSize(1);
        }
    }

    @Test
    void withoutAConnectionOrAHostNothingWasSent() {
        server.stop(0);
        for (Delivery delivery : List.of(RECORD, EVENT)) {
            assertThatThrownBy(() -> destination.send(delivery)).isInstanceOf(NotSentException.class);
        }
    }

    @Test
    void withoutCredentialsNothingWasSent() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        };
        try (Destination unknown = new AwsDestination(
                KinesisClient.builder()
                        .overrideConfiguration(AwsDestination::configure)
                        .region(Region.US_EAST_1)
                        .endpointOverride(URI.create(
                                "http://127.0.0.1:" + server.getAddress().getPort()))
                        .credentialsProvider(none)
                        .build(),
                LambdaClient.builder()
                        .region(Region.US_EAST_1)
                        .credentialsProvider(none)
                        .build(),
                Optional.of("readings"),
                Optional.empty())) {
            assertThatThrownBy(() -> unknown.send(RECORD)).isInstanceOf(NotSentException.class);
        }
        assertThat(calls).isEmpty();
    }

    @Test
    void whatWasThrottledIsSentAgain() {
        answers.add(new Answer(400, "ProvisionedThroughputExceededException"));
        answers.add(new Answer(200, ""));
        destination.send(RECORD);
        assertThat(calls).hasSize(2);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        calls.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type") + " "
                + body);
        Answer answer = answers.remove();
        byte[] content =
                answer.error().isEmpty() ? new byte[0] : ("{\"__type\":\"" + answer.error() + "\"}").getBytes(UTF_8);
        exchange.getResponseHeaders().add("x-amzn-ErrorType", answer.error());
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(answer.status(), content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }
}
