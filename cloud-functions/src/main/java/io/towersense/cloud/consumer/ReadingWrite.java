package io.towersense.cloud.consumer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One identity to be stored.
 *
 * @param arrival the last that came of it, which is stored
 * @param superseded earlier ones of the same event, the latest first
 */
record ReadingWrite(Arrival arrival, List<Arrival> superseded) {
    private record Identity(String deviceId, java.time.Instant timestamp) {}

    /** One write for each identity; of readings with one identity the later wins, as it would if written one by one. */
    static List<ReadingWrite> fold(List<Arrival> arrivals) {
        Map<Identity, ReadingWrite> writes = new LinkedHashMap<>(arrivals.size() * 2);
        for (Arrival arrival : arrivals) {
            writes.merge(
                    new Identity(arrival.deviceId(), arrival.timestamp()),
                    new ReadingWrite(arrival, List.of()),
                    (before, last) -> last.after(before));
        }
        return List.copyOf(writes.values());
    }

    /** What is to be stored where the table does not take the last; empty where there is nothing else. */
    Optional<ReadingWrite> withoutLast() {
        return superseded.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReadingWrite(superseded.get(0), superseded.subList(1, superseded.size())));
    }

    /** All that depend on this write. */
    Stream<Arrival> all() {
        return Stream.concat(Stream.of(arrival), superseded.stream());
    }

    private ReadingWrite after(ReadingWrite before) {
        List<Arrival> earlier = new ArrayList<>();
        earlier.add(before.arrival);
        earlier.addAll(before.superseded);
        return new ReadingWrite(arrival, earlier);
    }
}
