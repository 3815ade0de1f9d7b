package io.towersense.cloud.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.towersense.cloud.time.Deadline;
import io.towersense.telemetry.message.Receipt;
import io.towersense.telemetry.time.Clock;
import io.towersense.telemetry.time.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;

/** The SDK's own client against an HTTP server in the place of IoT Core's data plane. */
@Timeout(60)
class ReceiptPublisherTest {
    private record Request(String method, String path, String query, String authorization, String body) {}

    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private HttpServer server;
    private IotDataPlaneClient client;
    private volatile int status = 200;
    private volatile boolean answers = true;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        client = IotDataPlaneClient.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClient(ApacheHttpClient.create())
                .build();
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stop() {
        logger().detachAppender(log);
        ended.countDown();
        client.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aReceiptIsAPostToItsTopicWithQos1() {
        publisher().publish(List.of(receipt("gateway:1", 'a')), soon());

        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/topics/towers/gateway:1/receipts");
            assertThat(request.query()).isEqualTo("qos=1");
            assertThat(request.authorization()).contains("/eu-central-1/iotdata/aws4_request");
            assertThat(request.body()).isEqualTo("{\"id\":\"" + "a".repeat(64) + "\",\"stored\":99,\"quarantined\":1}");
        });
        assertThat(log.list).isEmpty();
    }

    @Test
    void equalReceiptsArePublishedOnce() {
        publisher()
                .publish(
                        List.of(receipt("gateway-1", 'a'), receipt("gateway-2", 'a'), receipt("gateway-1", 'a')),
                        soon());

        assertThat(requests)
                .extracting(Request::path)
                .containsExactly("/topics/towers/gateway-1/receipts", "/topics/towers/gateway-2/receipts");
    }

    @Test
    void whatIsRefusedIsCountedAndWarnedOfOnceWithTheReason() {
        status = 403;
        ReceiptPublisher publisher = publisher();

        publisher.publish(List.of(receipt("gateway-1", 'a'), receipt("gateway-1", 'b')), soon());

        assertThat(publisher.unpublished()).isEqualTo(2);
        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage())
                    .startsWith("2 of 2 receipts were not published (2 since the start)")
                    .contains("Status Code: 403")
                    .doesNotContain("\n");
        });
    }

    @Test
    void anEndpointThatNeverAnswersIsLeftWhenTheTimeIsUp() {
        answers = false;
        ReceiptPublisher publisher = publisher();

        publisher.publish(
                List.of(receipt("gateway-1", 'a'), receipt("gateway-1", 'b')),
                Deadline.in(Duration.ofMillis(300), Clock.system()));

        assertThat(publisher.unpublished()).isEqualTo(2);
        assertThat(requests).hasSizeLessThan(3);
        assertThat(log.list).hasSize(1);
    }

    @Test
    void allReceiptsOfAnEventTogetherMayTakeThreeSecondsHoweverMuchTimeThereIs() {
        ManualClock clock = new ManualClock(Instant.EPOCH);
        ReceiptPublisher publisher = new ReceiptPublisher(
                client,
                "towers",
                tasks -> tasks.forEach(task -> {
                    task.run();
                    clock.advance(Duration.ofMillis(1400));
                }));

        publisher.publish(
                IntStream.range('a', 'f')
                        .mapToObj(letter -> receipt("gateway-1", (char) letter))
                        .toList(),
                Deadline.in(Duration.ofMinutes(10), clock));

        assertThat(requests).hasSize(3);
        assertThat(publisher.unpublished()).isEqualTo(2);
        assertThat(log.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage()).endsWith("no time was left"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                String.valueOf(exchange.getRequestURI().getQuery()),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        try {
            if (!answers) {
                ended.await();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private ReceiptPublisher publisher() {
        return new ReceiptPublisher(client, "towers", tasks -> tasks.forEach(Runnable::run));
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30), Clock.system());
    }

    private static AddressedReceipt receipt(String thing, char letter) {
        return new AddressedReceipt(thing, new Receipt(String.valueOf(letter).repeat(64), 99, 1));
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(ReceiptPublisher.class);
    }
}
