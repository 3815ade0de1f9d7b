package io.towersense.telemetry.message;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The name of a message: the SHA-256 of its bytes as they travel, in lower-case hex. */
public final class MessageId {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private MessageId() {}

    /** The id of the message with these bytes. */
    public static String of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether the text can be the id of a message. */
    public static boolean isMessageId(String text) {
        return SHA_256.matcher(text).matches();
    }
}
