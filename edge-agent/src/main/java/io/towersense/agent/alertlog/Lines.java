package io.towersense.agent.alertlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bytes cut at the ends of lines. */
final class Lines {
    private Lines() {}

    /** The lines without their ends; what follows the last end, if anything does, is a line too. */
    static List<byte[]> split(byte[] bytes) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length ? start < i : bytes[i] == '\n') {
                lines.add(Arrays.copyOfRange(bytes, start, i));
                start = i + 1;
            }
        }
        return lines;
    }
}
