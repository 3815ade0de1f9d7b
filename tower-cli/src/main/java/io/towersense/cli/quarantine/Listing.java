package io.towersense.cli.quarantine;

import io.towersense.cli.options.AwsOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The newest of the objects that an operator means, and how many there are in all. However many they are, no more than a
 * page of keys and the newest are held at a time; they are read several at once.
 */
final class Listing {
    private static final int READERS = 8;

    /**
     * How much there is.
     *
     * @param objects how many
     * @param readings how many readings or events in them
     */
    record Total(int objects, long readings) {
        static final Total NONE = new Total(0, 0);

        Total plus(Total other) {
            return new Total(objects + other.objects, readings + other.readings);
        }
    }

    private final int most;
    private final PriorityQueue<ListedObject> newest = new PriorityQueue<>(
            Comparator.comparing((ListedObject listed) -> listed.stored().at())
                    .thenComparing(listed -> listed.stored().key()));
    private final Map<HeldReason, Total> totals = new EnumMap<>(HeldReason.class);

    private int seen;

    private Listing(int most) {
        this.most = most;
    }

    /** @param most how many of the newest to keep */
    static Listing of(QuarantineBucket bucket, Selection selection, int most) throws InterruptedException {
        Listing listing = new Listing(most);
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try (Stream<List<StoredObject>> pages = bucket.pages(selection.prefix())) {
            for (List<StoredObject> page : (Iterable<List<StoredObject>>) pages::iterator) {
                List<Future<Optional<ListedObject>>> reading = new ArrayList<>(page.size());
                listing.seen += page.size();
                for (StoredObject object : page) {
                    if (selection.mayMean(object)) {
                        reading.add(readers.submit(() -> read(bucket, selection, object)));
                    }
                }
                for (Future<Optional<ListedObject>> read : reading) {
                    result(read).ifPresent(listing::add);
                }
            }
        } finally {
            readers.shutdownNow();
        }
        return listing;
    }

    /** One that cannot be read may be meant as well. */
    private static Optional<ListedObject> read(QuarantineBucket bucket, Selection selection, StoredObject object) {
        try {
            return bucket.read(object.key()).filter(selection::means).map(ListedObject::of);
        } catch (SdkException e) {
            return Optional.of(ListedObject.of(HeldObject.unknown(object, "cannot be read: " + AwsOptions.reason(e))));
        }
    }

    /** How many objects there are whose keys begin as they should, whether they are meant or not. */
    int seen() {
        return seen;
    }

    /** The newest, the last one first. */
    List<ListedObject> newest() {
        List<ListedObject> sorted = new ArrayList<>(newest);
        sorted.sort(Collections.reverseOrder(newest.comparator()));
        return sorted;
    }

    Map<HeldReason, Total> totals() {
        return Collections.unmodifiableMap(totals);
    }

    Total total() {
        return totals.values().stream().reduce(Total.NONE, Total::plus);
    }

    private void add(ListedObject listed) {
        totals.merge(listed.reason(), new Total(1, listed.count()), Total::plus);
        newest.add(listed);
        if (newest.size() > most) {
            newest.remove();
        }
    }

    private static <T> T result(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
