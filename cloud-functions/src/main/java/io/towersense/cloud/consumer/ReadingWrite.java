package io.towersense.cloud.consumer;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One identity to be stored.
 *
 * @param arrival the last that came of it, which is stored
 * @param earlier what came of it before in the same event, which is stored where the table does not take the last
 */
record ReadingWrite(Arrival arrival, Optional<ReadingWrite> earlier) {
    private record Identity(String deviceId, Instant timestamp) {}

    /**
     * One write for each identity; of readings with one identity the later wins, as it would if written one by one, and
     * one that comes for the first time wins over one that was put back from quarantine.
     */
    static List<ReadingWrite> fold(List<Arrival> arrivals) {
        Map<Identity, ReadingWrite> writes = new LinkedHashMap<>(arrivals.size() * 2);
        for (Arrival arrival : arrivals) {
            writes.compute(
                    new Identity(arrival.deviceId(), arrival.timestamp()),
                    (identity, before) ->
                            before == null ? new ReadingWrite(arrival, Optional.empty()) : before.then(arrival));
        }
        return List.copyOf(writes.values());
    }

    private ReadingWrite then(Arrival next) {
        return next.isResubmitted() && !arrival.isResubmitted()
                ? new ReadingWrite(arrival, Optional.of(new ReadingWrite(next, earlier)))
                : new ReadingWrite(next, Optional.of(this));
    }

    /** All that depend on this write, the last first. */
    Stream<Arrival> all() {
        return Stream.iterate(Optional.of(this), Optional::isPresent, write -> write.flatMap(ReadingWrite::earlier))
                .map(write -> write.orElseThrow().arrival());
    }
}
