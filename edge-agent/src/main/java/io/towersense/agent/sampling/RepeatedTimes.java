package io.towersense.agent.sampling;

import java.time.Instant;
import java.util.Arrays;

/**
 * The times that a device's readings had so far, so that one which comes again is noticed. Bounded: the oldest are
 * forgotten. Not thread-safe.
 */
final class RepeatedTimes {
    private final int most;
    private TimeSet younger = new TimeSet();
    private TimeSet older = new TimeSet();

    /** @param most how many times are remembered at the least, before the oldest are forgotten */
    RepeatedTimes(int most) {
        this.most = most;
    }

    /** Whether the time was here before; from now on it was. */
    boolean add(Instant time) {
        long micros = Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
        if (older.contains(micros) || !younger.add(micros)) {
            return true;
        }
        if (younger.size == most) {
            older = younger;
            younger = new TimeSet();
        }
        return false;
    }

    /** Numbers in an open table, half full at most; an empty slot holds {@link Long#MIN_VALUE}, which no time is. */
    private static final class TimeSet {
        private static final long EMPTY = Long.MIN_VALUE;
        private long[] slots = emptied(128);
        private int size;

        boolean contains(long time) {
            return slots[slotOf(time)] == time;
        }

        boolean add(long time) {
            int slot = slotOf(time);
            if (slots[slot] == time) {
                return false;
            }
            slots[slot] = time;
            size++;
            if (size * 2 > slots.length) {
                grow();
            }
            return true;
        }

        private int slotOf(long time) {
            int mask = slots.length - 1;
            int slot = Long.hashCode(time * 0x9E3779B97F4A7C15L) & mask;
            while (slots[slot] != EMPTY && slots[slot] != time) {
                slot = (slot + 1) & mask;
            }
            return slot;
        }

        private void grow() {
            long[] full = slots;
            slots = emptied(full.length * 2);
            for (long time : full) {
                if (time != EMPTY) {
                    slots[slotOf(time)] = time;
                }
            }
        }

        private static long[] emptied(int length) {
            long[] slots = new long[length];
            Arrays.fill(slots, EMPTY);
            return slots;
        }
    }
}
