package io.towersense.cloud.consumer;

import software.amazon.awssdk.core.exception.SdkClientException;

/** Items that the table did not take in the time that there was. */
final class UnprocessedException extends SdkClientException {
    private static final long serialVersionUID = 1;

    UnprocessedException(String table) {
        super(builder().message("table " + table + ": the time was up before it had taken all items"));
    }
}
