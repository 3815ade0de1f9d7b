package io.towersense.telemetry.codec;

import io.towersense.telemetry.value.PrintableText;

/** Bytes that are not what they should be. The message is one sentence on one line that says what is wrong, and where. */
public final class UndecodableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UndecodableException(String message) {
        super(PrintableText.onOneLine(message), null, false, false);
    }
}
