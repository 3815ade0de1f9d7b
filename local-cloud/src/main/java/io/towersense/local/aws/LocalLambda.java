package io.towersense.local.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.towersense.local.function.Invocation;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * Asynchronous invocations ({@code InvocationType=Event}) in the place of Lambda's: an event is queued, its function runs
 * beside others, and a function that fails is tried twice more, as AWS does; after that the event goes to the on-failure
 * destination. AWS waits one and two minutes between the attempts; here the pause is given. Thread-safe.
 */
public final class LocalLambda implements LambdaClient {
    private static final Logger LOGGER = LoggerFactory.getLogger(LocalLambda.class);
    private static final int ACCEPTED = 202;
    private static final int ATTEMPTS = 3;
    private static final int MOST_QUEUED = 10_000;
    private static final int LARGEST_EVENT = 256 * 1024;
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, LambdaFunction> functions = new ConcurrentHashMap<>();
    private final Destination destination;
    private final Duration pause;
    private final Clock clock;
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger threads = new AtomicInteger();
    private final ScheduledThreadPoolExecutor executor;
    private volatile boolean closing;

    /** Where what was given up goes. */
    @FunctionalInterface
    public interface Destination {
        void accept(FailedInvocation invocation) throws Exception;
    }

    /**
     * @param concurrency how many functions run at a time
     * @param pause before the first retry; before the second twice as long
     */
    public LocalLambda(int concurrency, Duration pause, Destination destination, Clock clock) {
        this.destination = destination;
        this.pause = pause;
        this.clock = clock;
        this.executor = new ScheduledThreadPoolExecutor(
                concurrency, work -> new Thread(work, "lambda-" + threads.incrementAndGet()));
    }

    /** Makes a function known by its name. */
    public void register(String name, LambdaFunction function) {
        functions.put(name, function);
    }

    /** Whether no event waits, runs, or will be tried again. */
    public boolean isIdle() {
        return queued.get() == 0;
    }

    @Override
    public InvokeResponse invoke(InvokeRequest request) {
        if (request.invocationType() != InvocationType.EVENT) {
            throw new UnsupportedOperationException("only InvocationType=Event, not " + request.invocationType());
        }
        String name = request.functionName().replaceFirst("^arn:aws:lambda:[^:]*:[^:]*:function:([^:]+).*$", "$1");
        LambdaFunction function = functions.get(name);
        if (function == null) {
            throw ResourceNotFoundException.builder()
                    .message("Function not found: " + request.functionName())
                    .statusCode(404)
                    .build();
        }
        byte[] event = request.payload() == null
                ? new byte[] {'{', '}'}
                : request.payload().asByteArray();
        check(event);
        if (queued.incrementAndGet() > MOST_QUEUED) {
            queued.decrementAndGet();
            throw TooManyRequestsException.builder()
                    .message("Rate Exceeded.")
                    .statusCode(429)
                    .build();
        }
        schedule(new Invocation(name, TIMEOUT, clock), function, event, 1, Duration.ZERO);
        return InvokeResponse.builder().statusCode(ACCEPTED).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Runs what still waits, once and now; what then fails goes to the destination. Waits for functions that run. */
    @Override
    public void close() {
        closing = true;
        List<Runnable> waiting = new ArrayList<>();
        executor.getQueue().drainTo(waiting);
        waiting.forEach(Runnable::run);
        executor.shutdown();
        try {
            if (!executor.awaitTermination(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                LOGGER.warn("a function runs on after {} s", TIMEOUT.toSeconds());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void schedule(Invocation first, LambdaFunction function, byte[] event, int attempt, Duration wait) {
        Future<?> ignored =
                executor.schedule(() -> run(first, function, event, attempt), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run(Invocation first, LambdaFunction function, byte[] event, int attempt) {
        Invocation invocation = attempt == 1 ? first : new Invocation(first.getFunctionName(), TIMEOUT, clock);
        try {
            function.handle(event, invocation);
            queued.decrementAndGet();
        } catch (Exception | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError failed) {
            LOGGER.warn("{} failed (attempt {}): {}", first.getFunctionName(), attempt, failed.toString());
            if (attempt == ATTEMPTS || closing) {
                giveUp(new FailedInvocation(
                        first.getFunctionName(), first.getAwsRequestId(), event, attempt, failed, clock.now()));
            } else {
                schedule(first, function, event, attempt + 1, pause.multipliedBy(attempt));
            }
        }
    }

    private void giveUp(FailedInvocation failed) {
        try {
            destination.accept(failed);
        } catch (Exception lost) {
            LOGGER.error("an event of {} is lost: its destination failed: {}", failed.function(), lost.toString());
        }
        queued.decrementAndGet();
    }

    private static void check(byte[] event) {
        if (event.length > LARGEST_EVENT) {
            throw RequestTooLargeException.builder()
                    .message(event.length
                            + " byte payload is too large for the Event invocation type (limit 262144 bytes)")
                    .statusCode(413)
                    .build();
        }
        try {
            JSON.readTree(event);
        } catch (IOException wrong) {
            throw InvalidRequestContentException.builder()
                    .message("Could not parse request body into json: " + wrong.getMessage())
                    .statusCode(400)
                    .build();
        }
    }
}
