package io.towersense.cloud.silence;

import software.amazon.awssdk.core.exception.SdkClientException;

/** An alarm that others changed each time this invocation was about to. */
final class ContendedException extends SdkClientException {
    private static final long serialVersionUID = 1;

    ContendedException(WatchedKey key) {
        super(builder().message("the alarm of " + key + " is changed by others all the time"));
    }
}
