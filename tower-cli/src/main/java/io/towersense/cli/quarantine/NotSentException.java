package io.towersense.cli.quarantine;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** A message that never left this machine: no connection, or no credentials. Whoever receives it has not got it. */
final class NotSentException extends SdkClientException {
    private static final long serialVersionUID = 1;

    NotSentException(SdkException cause) {
        super(SdkClientException.builder().message(cause.getMessage()).cause(cause));
    }
}
