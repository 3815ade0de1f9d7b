package io.towersense.cloud.log;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The id of an invocation in each line of its log, by which Lambda's own lines and the dead letters name it too. */
public final class RequestId {
    /** The field, called as Lambda calls it in Java's logs. */
    static final String FIELD = "AWSRequestId";

    private RequestId() {}

    /** Puts the id into the lines of this thread until it is closed. */
    public static MDC.MDCCloseable logged(@Nullable Context context) {
        return MDC.putCloseable(FIELD, context == null ? null : context.getAwsRequestId());
    }
}
