package io.towersense.cloud.alert;

/** A gateway that speaks of an alarm which the cloud alone raises and clears. */
final class CloudsAlarmException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CloudsAlarmException(String rule) {
        super(
                "rule: " + rule
                        + " is the cloud's own alarm of a gateway that it does not hear, and no gateway's to send",
                null,
                false,
                false);
    }
}
