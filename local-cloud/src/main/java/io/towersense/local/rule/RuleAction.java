package io.towersense.local.rule;

/**
 * What a rule does with each message.
 *
 * @param name AWS's name of the action, such as {@code KinesisAction}
 * @param resource what it acts on, such as a stream's name
 * @param target the deed itself
 */
public record RuleAction(String name, String resource, Target target) {

    /** The deed. */
    @FunctionalInterface
    public interface Target {
        /**
         * Hands on a message for good.
         *
         * @param partitionKey for a stream
         * @param json the rule's result
         * @throws BusyException if it cannot be taken for now: the rule waits and offers it again
         * @throws Exception if it failed
         */
        void accept(String partitionKey, byte[] json) throws Exception;
    }

    /** A target that is only busy. */
    public static final class BusyException extends Exception {
        private static final long serialVersionUID = 1;

        public BusyException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
