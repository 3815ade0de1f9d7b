package io.towersense.sensor.replay;

import java.util.Arrays;

/**
 * The times of rows that went by, for telling whether one came before. Of a recording with more rows than the limit at
 * least the last {@code limit} are remembered, and at most twice as many: two sets, of which the older is dropped when
 * the younger is full. With {@link #LIMIT} that is 16 MiB for a million rows, 32 MiB at the most. Not thread-safe.
 */
final class RecentTimes {
    /** 3/4 of 2^21. */
    static final int LIMIT = 1_572_864;

    private final int limit;
    private LongSet younger = new LongSet();
    private LongSet older = new LongSet();

    RecentTimes(int limit) {
        this.limit = limit;
    }

    /** Remembers the time; whether it was new. */
    boolean add(long microseconds) {
        if (older.contains(microseconds) || !younger.add(microseconds)) {
            return false;
        }
        if (younger.size == limit) {
            older = younger;
            younger = new LongSet();
        }
        return true;
    }

    /** Open addressing with linear probing; the least of all numbers stands for an empty place, and is no time. */
    private static final class LongSet {
        private static final long EMPTY = Long.MIN_VALUE;

        private long[] places = filled(1024);
        private int size;

        boolean contains(long number) {
            return places[place(number)] == number;
        }

        boolean add(long number) {
            int place = place(number);
            if (places[place] == number) {
                return false;
            }
            places[place] = number;
            size++;
            if (size > places.length / 4 * 3) {
                grow();
            }
            return true;
        }

        private int place(long number) {
            long mixed = number * 0x9E3779B97F4A7C15L;
            int place = (int) (mixed >>> 32) & (places.length - 1);
            while (places[place] != EMPTY && places[place] != number) {
                place = (place + 1) & (places.length - 1);
            }
            return place;
        }

        private void grow() {
            long[] before = places;
            places = filled(2 * before.length);
            for (long number : before) {
                if (number != EMPTY) {
                    places[place(number)] = number;
                }
            }
        }

        private static long[] filled(int length) {
            long[] places = new long[length];
            Arrays.fill(places, EMPTY);
            return places;
        }
    }
}
