package io.towersense.cli.simulate;

/** A stream that went on refusing records. */
final class StreamRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StreamRefusedException(String stream, int records, String reason) {
        super("stream " + stream + " refuses " + records + " records (" + reason
                + "): give it more shards, or send less often with --interval");
    }
}
