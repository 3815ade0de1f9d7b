package io.towersense.local.stream;

import java.io.IOException;

/** A stream that takes nothing more until its reader has caught up. */
public final class StreamFullException extends IOException {
    private static final long serialVersionUID = 1;

    StreamFullException(String stream, long bytes) {
        super("stream " + stream + " is full: " + bytes + " bytes wait to be read");
    }
}
