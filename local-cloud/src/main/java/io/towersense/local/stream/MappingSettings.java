package io.towersense.local.stream;

import java.time.Duration;

/**
 * An event source mapping's settings, with AWS's names, limits and defaults.
 *
 * @param functionName the function that gets the batches
 * @param batchSize {@code BatchSize}: records a batch at most, 1 to 10,000
 * @param batchingWindow {@code MaximumBatchingWindowInSeconds}: how long a batch may be gathered, 0 to 300 s
 * @param bisect {@code BisectBatchOnFunctionError}: whether a failed batch is split in two
 * @param retryAttempts {@code MaximumRetryAttempts}: -1 (for ever) to 10,000
 * @param recordAge {@code MaximumRecordAgeInSeconds}: what is older is given up; negative: only the stream's retention
 *     counts
 * @param parallelization {@code ParallelizationFactor}: batches of one shard at a time, 1 to 10
 * @param reportBatchItemFailures {@code FunctionResponseTypes}: whether the function's answer names what failed
 * @param start {@code StartingPosition}
 * @param firstPause the pause before the first retry; it doubles from retry to retry (AWS does not document its own)
 * @param longestPause where the doubling stops
 */
public record MappingSettings(
        String functionName,
        int batchSize,
        Duration batchingWindow,
        boolean bisect,
        int retryAttempts,
        Duration recordAge,
        int parallelization,
        boolean reportBatchItemFailures,
        StartingPosition start,
        Duration firstPause,
        Duration longestPause) {
    private static final Duration LONGEST_WINDOW = Duration.ofMinutes(5);
    private static final Duration GREATEST_AGE = Duration.ofDays(7);

    /** No limit of a record's age but the stream's retention. */
    public static final Duration ANY_AGE = Duration.ofSeconds(-1);

    public MappingSettings {
        require(batchSize >= 1 && batchSize <= 10_000, "BatchSize is 1 to 10000, not " + batchSize);
        require(
                !batchingWindow.isNegative() && batchingWindow.compareTo(LONGEST_WINDOW) <= 0,
                "MaximumBatchingWindowInSeconds is 0 to 300, not " + batchingWindow);
        require(
                retryAttempts >= -1 && retryAttempts <= 10_000,
                "MaximumRetryAttempts is -1 to 10000, not " + retryAttempts);
        require(recordAge.compareTo(GREATEST_AGE) <= 0, "MaximumRecordAgeInSeconds is -1 to 604800, not " + recordAge);
        require(
                parallelization >= 1 && parallelization <= 10,
                "ParallelizationFactor is 1 to 10, not " + parallelization);
        require(!firstPause.isNegative() && firstPause.compareTo(longestPause) <= 0, "pauses grow");
    }

    /** AWS's defaults, with the answer's failures reported and the oldest record first. */
    public static MappingSettings defaults(String functionName) {
        return new MappingSettings(
                functionName,
                100,
                Duration.ZERO,
                false,
                -1,
                ANY_AGE,
                1,
                true,
                new StartingPosition.TrimHorizon(),
                Duration.ofMillis(100),
                Duration.ofSeconds(10));
    }

    public MappingSettings withBatchSize(int value) {
        return with(value, batchingWindow, bisect, retryAttempts, recordAge, parallelization, reportBatchItemFailures);
    }

    public MappingSettings withBatchingWindow(Duration value) {
        return with(batchSize, value, bisect, retryAttempts, recordAge, parallelization, reportBatchItemFailures);
    }

    public MappingSettings withBisect(boolean value) {
        return with(
                batchSize, batchingWindow, value, retryAttempts, recordAge, parallelization, reportBatchItemFailures);
    }

    public MappingSettings withRetryAttempts(int value) {
        return with(batchSize, batchingWindow, bisect, value, recordAge, parallelization, reportBatchItemFailures);
    }

    public MappingSettings withRecordAge(Duration value) {
        return with(batchSize, batchingWindow, bisect, retryAttempts, value, parallelization, reportBatchItemFailures);
    }

    public MappingSettings withParallelization(int value) {
        return with(batchSize, batchingWindow, bisect, retryAttempts, recordAge, value, reportBatchItemFailures);
    }

    public MappingSettings withReportBatchItemFailures(boolean value) {
        return with(batchSize, batchingWindow, bisect, retryAttempts, recordAge, parallelization, value);
    }

    public MappingSettings startingAt(StartingPosition value) {
        return new MappingSettings(
                functionName,
                batchSize,
                batchingWindow,
                bisect,
                retryAttempts,
                recordAge,
                parallelization,
                reportBatchItemFailures,
                value,
                firstPause,
                longestPause);
    }

    public MappingSettings withPauses(Duration first, Duration longest) {
        return new MappingSettings(
                functionName,
                batchSize,
                batchingWindow,
                bisect,
                retryAttempts,
                recordAge,
                parallelization,
                reportBatchItemFailures,
                start,
                first,
                longest);
    }

    private MappingSettings with(
            int size, Duration window, boolean split, int retries, Duration age, int parallel, boolean report) {
        return new MappingSettings(
                functionName, size, window, split, retries, age, parallel, report, start, firstPause, longestPause);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
