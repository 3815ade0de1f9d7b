package io.towersense.cloud.alert;

/** A gateway that speaks of a device which is another's. */
final class ForeignDeviceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ForeignDeviceException(String deviceId, String thing) {
        super("device " + deviceId + " belongs to another thing than " + thing, null, false, false);
    }
}
