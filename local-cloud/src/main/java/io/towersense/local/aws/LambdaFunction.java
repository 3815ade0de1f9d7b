package io.towersense.local.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/** A function as Lambda runs it: bytes in. What it answers goes nowhere when it is invoked asynchronously. */
@FunctionalInterface
public interface LambdaFunction {
    /**
     * Handles an event.
     *
     * @param event JSON
     * @throws Exception if the function fails
     */
    void handle(byte[] event, Context context) throws Exception;

    /** A function of the Lambda library's own kind. */
    static LambdaFunction of(RequestStreamHandler handler) {
        return (event, context) ->
                handler.handleRequest(new ByteArrayInputStream(event), new ByteArrayOutputStream(), context);
    }
}
