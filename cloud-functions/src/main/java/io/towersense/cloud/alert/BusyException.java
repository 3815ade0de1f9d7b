package io.towersense.cloud.alert;

/** Somebody else is telling of the alarm and has not finished within the time that was left: to be tried again. */
final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BusyException(String deviceId, String rule) {
        super("alarm " + rule + " of " + deviceId + ": another invocation is about to notify; to be tried again");
    }
}
