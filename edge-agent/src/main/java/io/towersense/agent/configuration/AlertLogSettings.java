package io.towersense.agent.configuration;

/**
 * How much the alert log may grow.
 *
 * @param rotateAt size in bytes at which a file is set aside and a new one begun
 * @param maxSize most bytes of all its files together, at least four times {@code rotateAt}
 */
public record AlertLogSettings(long rotateAt, long maxSize) {
    private static final long MEBIBYTE = 1024 * 1024;

    public static final AlertLogSettings DEFAULTS = new AlertLogSettings(MEBIBYTE, 16 * MEBIBYTE);

    /** @throws IllegalArgumentException if the files of one generation and one before do not fit */
    public AlertLogSettings {
        if (rotateAt < 1024 || maxSize / 4 < rotateAt) {
            throw new IllegalArgumentException("max_size: is not at least four times rotate_at, which is 1KiB or more");
        }
    }
}
