package io.towersense.local.rule;

/** Where a rule puts what its action failed to take. */
@FunctionalInterface
public interface ErrorAction {
    /**
     * Takes a message for good.
     *
     * @throws Exception if it could not; the rule then tries the message again from the start
     */
    void accept(FailedMessage message) throws Exception;
}
