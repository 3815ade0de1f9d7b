package io.towersense.sensor.i2c.trace;

import java.io.IOException;
import java.nio.file.Path;

/** A recording or register dump that cannot be read or written: which file, which line, and what to write. */
public final class TraceException extends IOException {
    private static final long serialVersionUID = 1;

    TraceException(Path file, String problem) {
        super(file + ": " + problem, null);
    }

    TraceException(Path file, int line, String problem) {
        this(file, "line " + line + ": " + problem);
    }
}
