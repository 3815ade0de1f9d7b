package io.towersense.local.stream;

import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One shard of a {@link LocalStream}: records in order, and readers, each at a place of its own. */
final class Shard {
    private final String stream;
    private final String id;
    private final Duration retention;
    private final long mostBytes;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final List<Reader> readers = new ArrayList<>();

    /** Kept records; {@code start} is the place of the first, {@code gone} how many of them have gone already. */
    private final ArrayList<StreamRecord> records = new ArrayList<>();

    private long start;
    private int gone;
    private long bytes;
    private long expiredUnread;

    Shard(String stream, String id, Duration retention, long mostBytes, Clock clock) {
        this.stream = stream;
        this.id = id;
        this.retention = retention;
        this.mostBytes = mostBytes;
        this.clock = clock;
    }

    String id() {
        return id;
    }

    StreamRecord append(String partitionKey, byte[] data, AtomicLong numbers) throws StreamFullException {
        lock.lock();
        try {
            expire();
            while (bytes + data.length > mostBytes && kept() > 0 && start < readByAll()) {
                removeFirst();
            }
            if (bytes + data.length > mostBytes && kept() > 0) {
                throw new StreamFullException(stream + "/" + id, bytes);
            }
            StreamRecord record =
                    new StreamRecord(partitionKey, data, sequenceNumber(numbers.incrementAndGet()), clock.now());
            records.add(record);
            bytes += data.length;
            arrived.signalAll();
            return record;
        } finally {
            lock.unlock();
        }
    }

    RecordSource.ShardReader reader(StartingPosition position) {
        lock.lock();
        try {
            Reader reader = new Reader(placeOf(position));
            readers.add(reader);
            return reader;
        } finally {
            lock.unlock();
        }
    }

    long expiredUnread() {
        lock.lock();
        try {
            expire();
            return expiredUnread;
        } finally {
            lock.unlock();
        }
    }

    private long placeOf(StartingPosition position) {
        if (position instanceof StartingPosition.Latest) {
            return start + kept();
        }
        if (position instanceof StartingPosition.AtTimestamp at) {
            long before = records.subList(gone, records.size()).stream()
                    .takeWhile(record -> record.arrival().isBefore(at.time()))
                    .count();
            return start + before;
        }
        return start;
    }

    private void expire() {
        Instant oldest = clock.now().minus(retention);
        while (kept() > 0 && records.get(gone).arrival().isBefore(oldest)) {
            if (!readers.isEmpty() && start >= readByAll()) {
                expiredUnread++;
            }
            removeFirst();
        }
    }

    private int kept() {
        return records.size() - gone;
    }

    /** Where everything before has been read by every reader; with no reader nothing has. */
    private long readByAll() {
        return readers.stream().mapToLong(reader -> reader.place).min().orElse(start);
    }

    private void removeFirst() {
        bytes -= records.get(gone).data().length;
        start++;
        gone++;
        if (gone > 1_000 && gone > records.size() / 2) {
            records.subList(0, gone).clear();
            gone = 0;
        }
    }

    /** Of Kinesis' form: 56 digits. */
    private static String sequenceNumber(long number) {
        return String.format(Locale.ROOT, "4966%052d", number);
    }

    private final class Reader implements RecordSource.ShardReader {
        private long place;

        private Reader(long place) {
            this.place = place;
        }

        @Override
        public boolean await(Duration patience) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long nanos = patience.toNanos();
                while (unread() == 0 && nanos > 0) {
                    nanos = arrived.awaitNanos(nanos);
                }
                return unread() > 0;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public List<StreamRecord> take(int most) {
            lock.lock();
            try {
                expire();
                place = Math.max(place, start);
                int first = gone + (int) (place - start);
                List<StreamRecord> taken = List.copyOf(records.subList(first, first + Math.min(most, unread())));
                place += taken.size();
                return taken;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public boolean caughtUp() {
            lock.lock();
            try {
                return unread() == 0;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                readers.remove(this);
            } finally {
                lock.unlock();
            }
        }

        private int unread() {
            return (int) (start + kept() - Math.max(place, start));
        }
    }
}
