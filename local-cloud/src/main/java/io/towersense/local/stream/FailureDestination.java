package io.towersense.local.stream;

/** Where an event source mapping sends what it gives up. */
@FunctionalInterface
public interface FailureDestination {
    /**
     * Takes a batch for good.
     *
     * @throws Exception if it could not; the batch is then lost, and said so in the log, as at AWS
     */
    void accept(DiscardedBatch batch) throws Exception;
}
