package io.towersense.local.function;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.towersense.telemetry.time.Clock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One invocation of a function, as the function sees it. Its remaining time is told and counts down, but nothing ends a
 * function that overruns it.
 */
public final class Invocation implements Context {
    private static final int MEMORY_MIB = 512;

    private final String function;
    private final Clock clock;
    private final Duration deadline;
    private final String requestId = UUID.randomUUID().toString();

    /**
     * @param function the function's name
     * @param timeout what it is told that it may take
     */
    public Invocation(String function, Duration timeout, Clock clock) {
        this.function = function;
        this.clock = clock;
        this.deadline = clock.monotonic().plus(timeout);
    }

    @Override
    public String getAwsRequestId() {
        return requestId;
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/" + function;
    }

    @Override
    public String getLogStreamName() {
        return "local";
    }

    @Override
    public String getFunctionName() {
        return function;
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:us-east-1:000000000000:function:" + function;
    }

    @Override
    @SuppressWarnings("NullAway") // null where there is none, as in Lambda
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    @SuppressWarnings("NullAway") // null where there is none, as in Lambda
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) Math.max(0, deadline.minus(clock.monotonic()).toMillis());
    }

    @Override
    public int getMemoryLimitInMB() {
        return MEMORY_MIB;
    }

    @Override
    public LambdaLogger getLogger() {
        return new FunctionLog(LoggerFactory.getLogger("function." + function));
    }

    private record FunctionLog(Logger logger) implements LambdaLogger {
        @Override
        public void log(String message) {
            logger.info(message);
        }

        @Override
        public void log(byte[] message) {
            logger.info(new String(message, StandardCharsets.UTF_8));
        }
    }
}
