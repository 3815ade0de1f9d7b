package io.towersense.cloud.consumer;

import software.amazon.awssdk.core.exception.SdkClientException;

/** Items that the table left over, however often they were tried. */
final class UnprocessedException extends SdkClientException {
    private static final long serialVersionUID = 1;

    UnprocessedException(String table) {
        super(builder().message("table " + table + " left items over until the time was up"));
    }
}
