package io.towersense.local.aws;

import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InternalErrorException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** Standard topics in the place of SNS; what is published goes into a {@link NotificationLog}. Thread-safe. */
public final class LocalSns implements SnsClient {
    private final NotificationLog log;
    private final Set<String> topicArns;

    /** @param topicArns the topics that there are */
    public LocalSns(NotificationLog log, Set<String> topicArns) {
        this.log = log;
        this.topicArns = Set.copyOf(topicArns);
    }

    @Override
    public PublishResponse publish(PublishRequest request) {
        if (request.topicArn() == null || !topicArns.contains(request.topicArn())) {
            throw NotFoundException.builder()
                    .message("Topic does not exist: " + request.topicArn())
                    .statusCode(404)
                    .build();
        }
        PublishCheck.check(request);
        String messageId = UUID.randomUUID().toString();
        try {
            log.add(request, messageId);
        } catch (IOException full) {
            throw InternalErrorException.builder()
                    .message(log.file() + " cannot be written: " + full.getMessage())
                    .statusCode(500)
                    .build();
        }
        return PublishResponse.builder().messageId(messageId).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // nothing is open between two messages
    }
}
