package io.towersense.local.aws;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.towersense.telemetry.time.Timestamps;
import java.io.IOException;
import java.time.Instant;

/**
 * An asynchronous invocation that was given up, for the function's on-failure destination.
 *
 * @param function the function's name
 * @param requestId the invocation's id
 * @param event the event as it was sent; not copied
 * @param invocations how often it was tried
 * @param error the last error
 * @param time when it was given up
 */
@SuppressWarnings("ArrayRecordComponent") // an event is large; nobody changes it
public record FailedInvocation(
        String function, String requestId, byte[] event, int invocations, Throwable error, Instant time) {
    /** AWS passes the event on as it is, with all the digits of its numbers. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** The invocation record that AWS sends to the destination. */
    public ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("version", "1.0").put("timestamp", Timestamps.format(time));
        document.putObject("requestContext")
                .put("requestId", requestId)
                .put("functionArn", "arn:aws:lambda:us-east-1:000000000000:function:" + function + ":$LATEST")
                .put("condition", "RetriesExhausted")
                .put("approximateInvokeCount", invocations);
        try {
            document.set("requestPayload", JSON.readTree(event));
        } catch (IOException unreadable) {
            document.put("requestPayload", event);
        }
        document.putObject("responseContext")
                .put("statusCode", 200)
                .put("executedVersion", "$LATEST")
                .put("functionError", "Unhandled");
        document.putObject("responsePayload")
                .put("errorMessage", String.valueOf(error.getMessage()))
                .put("errorType", error.getClass().getName());
        return document;
    }
}
