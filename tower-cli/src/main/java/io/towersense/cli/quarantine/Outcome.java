package io.towersense.cli.quarantine;

/**
 * What came of one object.
 *
 * @param isDone whether it is as the operator wished
 * @param text for a person: what was done, or why not and what to do
 */
record Outcome(boolean isDone, String text) {
    static Outcome done(String text) {
        return new Outcome(true, text);
    }

    static Outcome refused(String text) {
        return new Outcome(false, text);
    }
}
