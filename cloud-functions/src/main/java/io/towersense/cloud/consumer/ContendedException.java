package io.towersense.cloud.consumer;

import software.amazon.awssdk.core.exception.SdkClientException;

/** An alarm that others changed each time this container was about to. */
final class ContendedException extends SdkClientException {
    private static final long serialVersionUID = 1;

    ContendedException(String deviceId, String rule) {
        super(builder().message("alarm " + rule + " of " + deviceId + " is changed by others all the time"));
    }
}
