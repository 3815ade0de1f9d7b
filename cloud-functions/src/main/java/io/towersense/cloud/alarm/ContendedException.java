package io.towersense.cloud.alarm;

import software.amazon.awssdk.core.exception.SdkClientException;

/** An alarm that others changed each time that somebody was about to. */
public final class ContendedException extends SdkClientException {
    private static final long serialVersionUID = 1;

    public ContendedException(String deviceId, String rule) {
        super(builder().message("alarm " + rule + " of " + deviceId + " is changed by others all the time"));
    }
}
