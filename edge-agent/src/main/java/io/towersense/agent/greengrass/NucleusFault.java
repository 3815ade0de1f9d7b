package io.towersense.agent.greengrass;

/** Why the nucleus did not do what it was asked for. */
public sealed interface NucleusFault {
    /** What happened, one line for a person. */
    String text();

    /** The component has no right to it; {@link Right#remedy} says what to add. */
    record Unauthorised(Right right) implements NucleusFault {
        @Override
        public String text() {
            return "the nucleus does not let this component " + right.remedy();
        }
    }

    /** The nucleus' spool takes no more until it has sent some of it. */
    record SpoolFull() implements NucleusFault {
        @Override
        public String text() {
            return "the nucleus' message spool is full: it has no connection to the cloud, or a slow one";
        }
    }

    /** The nucleus is not set up to speak to a cloud, or cannot for now and keeps no messages. */
    record Offline(String text) implements NucleusFault {}

    /** The message is larger than the nucleus takes. */
    record TooLarge(String text) implements NucleusFault {}

    /** The request makes no sense to the nucleus. */
    record Invalid(String text) implements NucleusFault {}

    /** What was asked for is not there. */
    record NotFound(String text) implements NucleusFault {}

    /** The nucleus does not know such a request, for a component that would add it is not deployed. */
    record Unsupported(String text) implements NucleusFault {}

    /** No answer came in time. Whether the nucleus has done it is not known. */
    record TimedOut(String text) implements NucleusFault {}

    /** There is no connection, or it ended before the answer. Whether the nucleus has done it is not known. */
    record Closed(String text) implements NucleusFault {}

    /** Anything else that the nucleus said. */
    record Other(String text) implements NucleusFault {}
}
