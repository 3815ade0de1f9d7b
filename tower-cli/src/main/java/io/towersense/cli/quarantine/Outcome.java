package io.towersense.cli.quarantine;

/**
 * What came of one object.
 *
 * @param isDone whether it is as the operator wished
 * @param endsAll whether the objects after it would fare no better, so that they had better wait
 * @param text for a person: what was done, or why not and what to do
 */
record Outcome(boolean isDone, boolean endsAll, String text) {
    static Outcome done(String text) {
        return new Outcome(true, false, text);
    }

    static Outcome refused(String text) {
        return new Outcome(false, false, text);
    }

    /** Refused for lack of a connection, or nobody knows whether it arrived. */
    static Outcome cutOff(String text) {
        return new Outcome(false, true, text);
    }
}
