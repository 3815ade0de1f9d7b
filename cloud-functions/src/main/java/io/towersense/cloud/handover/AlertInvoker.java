package io.towersense.cloud.handover;

import io.towersense.telemetry.alarm.AlarmEvent;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** The handing over of changes to the alert handler, by one asynchronous invocation. */
public final class AlertInvoker {
    private final LambdaClient lambda;
    private final String function;

    /** @param function name or ARN of the alert handler */
    public AlertInvoker(LambdaClient lambda, String function) {
        this.lambda = lambda;
        this.function = function;
    }

    /**
     * Hands the changes over; none is nothing to do.
     *
     * @throws SdkException if Lambda does not take them
     */
    public void handOver(List<AlarmEvent> changes) {
        for (byte[] payload : AlarmHandover.encode(changes)) {
            lambda.invoke(request -> request.functionName(function)
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromByteArrayUnsafe(payload)));
        }
    }
}
