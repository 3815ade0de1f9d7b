package io.towersense.agent.sampling;

import java.time.Duration;

/**
 * The part of a device's thread that may be interrupted: waiting, and reading the sensor. Everything else, such as
 * writing to a disk, is never interrupted. Thread-safe.
 */
final class Turn {
    private final Thread thread;
    private boolean isStopped;
    private boolean isOpen;
    private boolean isOverdue;
    private Duration readSince = Duration.ZERO;
    private boolean isReading;

    /** @param thread whose part this is; it alone begins and ends it */
    Turn(Thread thread) {
        this.thread = thread;
    }

    /** Begins to wait. */
    synchronized void beginPause() throws InterruptedException {
        begin();
    }

    /** Begins to read the sensor. */
    synchronized void beginRead(Duration now) throws InterruptedException {
        begin();
        readSince = now;
        isReading = true;
        isOverdue = false;
    }

    /** Ends either, and takes back an interruption that came too late. Returns whether a read took too long. */
    synchronized boolean end() {
        isOpen = false;
        isReading = false;
        Thread.interrupted();
        return isOverdue;
    }

    /** Interrupts a read that has taken longer than {@code bound}; true once for each such read. */
    synchronized boolean interruptIfLonger(Duration bound, Duration now) {
        if (!isReading || isOverdue || now.minus(readSince).compareTo(bound) < 0) {
            return false;
        }
        isOverdue = true;
        thread.interrupt();
        return true;
    }

    /** Nothing may begin any more, and what is going on is interrupted. */
    synchronized void stop() {
        isStopped = true;
        if (isOpen) {
            thread.interrupt();
        }
    }

    /** Whether the thread waits or reads the sensor, and does not hand on what it read. */
    synchronized boolean isOpen() {
        return isOpen;
    }

    synchronized boolean isStopped() {
        return isStopped;
    }

    private void begin() throws InterruptedException {
        if (isStopped) {
            throw new InterruptedException("stopped");
        }
        isOpen = true;
    }
}
