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

    /** One write for each identity; of readings with one identity the later wins, as it would if written one by one. */
    static List<ReadingWrite> fold(List<Arrival> arrivals) {
        Map<Identity, ReadingWrite> writes = new LinkedHashMap<>(arrivals.size() * 2);
        for (Arrival arrival : arrivals) {
            writes.compute(
                    new Identity(arrival.deviceId(), arrival.timestamp()),
                    (identity, before) -> new ReadingWrite(arrival, Optional.ofNullable(before)));
        }
        return List.copyOf(writes.values());
    }

    /** All that depend on this write, the last first. */
    Stream<Arrival> all() {
        return Stream.iterate(Optional.of(this), Optional::isPresent, write -> write.flatMap(ReadingWrite::earlier))
                .map(write -> write.orElseThrow().arrival());
    }
}
