package io.towersense.agent.outbox;

import io.towersense.telemetry.engine.DeviceState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the outbox knows without asking the disk: what was added, what is out, and what was on disk after the last commit.
 * Thread-safe; its lock is held for moments only.
 */
final class Memory {
    private static final int MOST_UNSETTLED = 1_000;
    private static final int UNSETTLED_WORTH_A_COMMIT = 64;
    private static final Duration LONGEST_WAIT_FOR_ROOM = Duration.ofSeconds(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final OutboxSettings settings;
    private final Intake intake;
    private final CommitSchedule schedule;

    private InFlight inFlight = new InFlight();
    private Snapshot snapshot;
    private @Nullable Work unfinished;
    private boolean isStalled;

    Memory(OutboxSettings settings, Map<String, DeviceState> states, Snapshot snapshot) {
        this.settings = settings;
        this.intake = new Intake(settings.mostWaiting(), states);
        this.snapshot = snapshot;
        this.schedule = new CommitSchedule(settings);
    }

    /**
     * Takes what belongs together. Where the disk is well but slower than whoever adds, it waits some seconds for room.
     *
     * @return whether something is due earlier than before
     */
    boolean add(String deviceId, DeviceState state, Optional<WaitingReading> reading, List<WaitingAlarm> alarms) {
        lock.lock();
        try {
            awaitRoom();
            long before = due();
            intake.add(deviceId, state, reading, alarms);
            return due() < before;
        } finally {
            lock.unlock();
        }
    }

    /** Counts a reading that cannot be sent. */
    void lose(ReadingIdentity reading, String reason) {
        lock.lock();
        try {
            intake.lose(reading, reason);
        } finally {
            lock.unlock();
        }
    }

    /** When something is to be committed, in nanoseconds of running: the smallest number if at once. */
    long due() {
        lock.lock();
        try {
            boolean isWaiting = !intake.isEmpty() || inFlight.unsettled() > 0;
            return schedule.due(isUrgent(), isWaiting, snapshot.oldestUncut().or(intake::oldest));
        } finally {
            lock.unlock();
        }
    }

    /** Hands out what is to be written down: what was tried and failed before, or all there is. */
    Work begin(boolean all) {
        lock.lock();
        try {
            if (unfinished == null) {
                unfinished = new Work(intake.take(), inFlight.settlement(), all);
            }
            return unfinished;
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is work that was tried and failed; what came since is not in it. */
    boolean isUnfinished() {
        lock.lock();
        try {
            return unfinished != null;
        } finally {
            lock.unlock();
        }
    }

    /** The work is on disk. */
    void finish(Work work, Snapshot after, Moment now) {
        lock.lock();
        try {
            unfinished = null;
            intake.done();
            inFlight.settled(work.settlement());
            snapshot = after;
            schedule.succeeded(now);
            isStalled = false;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The disk did not take the work, which is to be tried again.
     *
     * @return whether that is news
     */
    boolean fail(String reason, Moment now) {
        lock.lock();
        try {
            boolean isNews = schedule.failed(reason, now);
            room.signalAll();
            return isNews;
        } finally {
            lock.unlock();
        }
    }

    /** A new file has taken the place of a damaged one: of the messages in the old one nothing is known. */
    void replace(Snapshot fresh) {
        lock.lock();
        try {
            snapshot = fresh;
            inFlight = new InFlight();
        } finally {
            lock.unlock();
        }
    }

    /** The sequence number from which on to look for the lane's next message; empty where none may go out. */
    Optional<Long> from(Lane lane) {
        lock.lock();
        try {
            return inFlight.unsettled() >= MOST_UNSETTLED ? Optional.empty() : Optional.of(inFlight.from(lane));
        } finally {
            lock.unlock();
        }
    }

    /** Whether this message, which was found, goes out. */
    boolean take(StoredMessage message) {
        lock.lock();
        try {
            return inFlight.take(message);
        } finally {
            lock.unlock();
        }
    }

    /** Refusals of the message that are not on disk yet. */
    int refusals(String id) {
        lock.lock();
        try {
            return inFlight.refusals(id);
        } finally {
            lock.unlock();
        }
    }

    boolean isOut(String id) {
        lock.lock();
        try {
            return inFlight.isOut(id);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Something became of messages that are out.
     *
     * @return whether something is due earlier than before
     */
    boolean tell(News news) {
        lock.lock();
        try {
            long before = due();
            news.tell(inFlight);
            return due() < before;
        } finally {
            lock.unlock();
        }
    }

    int mostWaiting() {
        return settings.mostWaiting();
    }

    /** Why the disk takes nothing; empty where it does. */
    Optional<String> problem() {
        lock.lock();
        try {
            return schedule.problem();
        } finally {
            lock.unlock();
        }
    }

    OutboxStatus status(Optional<Path> damagedFile) {
        lock.lock();
        try {
            return OutboxStatus.of(snapshot, intake, inFlight.unsettledReadings(), damagedFile, schedule.problem());
        } finally {
            lock.unlock();
        }
    }

    private boolean isUrgent() {
        return unfinished != null
                || intake.hasAlarms()
                || intake.isFull()
                || intake.bytes() + snapshot.books().get(Account.UNCUT_BYTES) >= settings.cutBytes()
                || inFlight.unsettled() >= UNSETTLED_WORTH_A_COMMIT
                || inFlight.hasAside();
    }

    private void awaitRoom() {
        long left = LONGEST_WAIT_FOR_ROOM.toNanos();
        try {
            while (intake.isFull() && schedule.problem().isEmpty() && !isStalled) {
                left = room.awaitNanos(left);
                isStalled = left <= 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is told of messages that are out. */
    interface News {
        void tell(InFlight inFlight);
    }
}
