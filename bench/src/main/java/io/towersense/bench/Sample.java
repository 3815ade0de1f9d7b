package io.towersense.bench;

/**
 * One round of one contender.
 *
 * @param readings how many were stored
 * @param seconds how long it took
 * @param processorSeconds what it cost the client's process, all threads
 */
record Sample(int readings, double seconds, double processorSeconds) {
    double readingsPerSecond() {
        return readings / seconds;
    }

    double processorMicrosPerReading() {
        return processorSeconds * 1e6 / readings;
    }
}
