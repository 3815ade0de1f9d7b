package io.towersense.local.aws;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** Notes in a {@link NotificationLog} what a real SNS client published. */
public final class PublishWatch implements ExecutionInterceptor {
    private static final Logger LOGGER = LoggerFactory.getLogger(PublishWatch.class);

    private final NotificationLog log;

    public PublishWatch(NotificationLog log) {
        this.log = log;
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof PublishRequest request
                && context.response() instanceof PublishResponse response) {
            try {
                log.add(request, response.messageId());
            } catch (IOException full) {
                // SNS has it: failing now would only have it sent again.
                LOGGER.warn("{} cannot be written: {}", log.file(), full.getMessage());
            }
        }
    }
}
