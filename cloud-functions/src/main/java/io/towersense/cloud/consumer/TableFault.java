package io.towersense.cloud.consumer;

import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What an error of a table means for what was to be written. */
enum TableFault {
    /** The item is at fault: the table will never take it. */
    REFUSED,
    /** There is too much of it at once: wait. */
    THROTTLED,
    /** Anything else, whether the table is gone, forbidden or out of reach: the record has to come again. */
    FAILED;

    static TableFault of(RuntimeException exception) {
        if (!(exception instanceof AwsServiceException fault)) {
            return FAILED;
        }
        String code = fault.awsErrorDetails() == null
                ? ""
                : String.valueOf(fault.awsErrorDetails().errorCode());
        if (fault.isThrottlingException() || code.equals("ThrottlingException")) {
            return THROTTLED;
        }
        return code.equals("ValidationException") && !isOfTheTable(String.valueOf(fault.getMessage()))
                ? REFUSED
                : FAILED;
    }

    /** Every item has both keys as texts: if the table misses them it is another table than it should be. */
    private static boolean isOfTheTable(String message) {
        return Stream.of("schema", "Missing the key", "required keys", "Type mismatch")
                .anyMatch(message::contains);
    }
}
