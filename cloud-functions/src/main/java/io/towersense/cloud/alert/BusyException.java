package io.towersense.cloud.alert;

/** Others are changing or telling of the alarm and have not finished within the time that was left: to be tried again. */
final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BusyException(String deviceId, String rule) {
        super("alarm " + rule + " of " + deviceId + ": others are at it all the time; to be tried again");
    }
}
