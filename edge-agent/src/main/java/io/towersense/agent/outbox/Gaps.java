package io.towersense.agent.outbox;

import io.towersense.telemetry.message.Gap;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was dropped, added up by device and reason. Not thread-safe. */
final class Gaps {
    static final String FULL = "outbox full";
    static final String TOO_OLD = "kept longer than allowed";
    static final String NO_DISK = "the disk took nothing";
    static final String TOO_LARGE = "too large for a message";

    private final Map<List<String>, Gap> gaps = new LinkedHashMap<>();

    void add(ReadingIdentity lost, String reason) {
        add(new Gap(lost.deviceId(), lost.timestamp(), lost.timestamp(), 1, reason));
    }

    void add(Gap gap) {
        gaps.merge(List.of(gap.deviceId(), gap.reason()), gap, Gaps::joined);
    }

    void addAll(Collection<Gap> more) {
        more.forEach(this::add);
    }

    List<Gap> all() {
        return List.copyOf(gaps.values());
    }

    long count() {
        return gaps.values().stream().mapToLong(Gap::count).sum();
    }

    private static Gap joined(Gap one, Gap other) {
        return new Gap(
                one.deviceId(),
                one.from().isBefore(other.from()) ? one.from() : other.from(),
                one.to().isAfter(other.to()) ? one.to() : other.to(),
                one.count() + other.count(),
                one.reason());
    }
}
