package io.towersense.agent.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.telemetry.codec.BatchCodec;
import io.towersense.telemetry.message.Batch;
import io.towersense.telemetry.time.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An outbox on disk without a thread, on a clock that moves when told, with what it reported as committed. */
final class OutboxHarness implements AutoCloseable {
    static final String BOOT = "0b1c7f0e-5a55-4d63-9d3b-5a3f6d1f2a01";

    final ManualClock clock;
    final Sampling sampling;
    final List<ReadingIdentity> committed = new ArrayList<>();
    final SqliteOutbox outbox;

    OutboxHarness(Path folder, OutboxSettings settings) throws InterruptedException {
        this(folder, settings, BOOT, new ManualClock(Instant.parse("2026-11-22T10:00:00Z")));
    }

    OutboxHarness(Path folder, OutboxSettings settings, String bootId, ManualClock clock) throws InterruptedException {
        this.clock = clock;
        this.sampling = new Sampling(clock);
        this.outbox = SqliteOutbox.openUnattended(folder, settings, bootId, clock, committed::addAll);
    }

    /** Adds a reading in which nothing is wrong, and does what is due. */
    ReadingIdentity sample(String deviceId) {
        return add(sampling.calm(deviceId));
    }

    ReadingIdentity add(Judgement judgement) {
        outbox.add(judgement);
        outbox.tend();
        return judgement.reading().map(ReadingIdentity::of).orElseThrow();
    }

    void pass(Duration time) {
        clock.advance(time);
        outbox.tend();
    }

    RememberedState state(String deviceId) {
        return Optional.ofNullable(outbox.states().get(deviceId)).orElseThrow();
    }

    OutboxStatus status() {
        OutboxStatus status = outbox.status();
        assertThat(status.sampled())
                .as("sampled = delivered + dropped + pending")
                .isEqualTo(status.delivered() + status.dropped() + status.pending());
        return status;
    }

    /** Takes all telemetry messages that wait, in order; they stay out. */
    List<Batch> takeBatches() {
        return takeAll(Lane.TELEMETRY).stream()
                .map(message -> BatchCodec.decode(message.payload()))
                .toList();
    }

    List<OutboxMessage> takeAll(Lane lane) {
        List<OutboxMessage> messages = new ArrayList<>();
        for (Optional<OutboxMessage> next = outbox.next(lane); next.isPresent(); next = outbox.next(lane)) {
            messages.add(next.get());
        }
        return messages;
    }

    static List<ReadingIdentity> identities(List<Batch> batches) {
        return batches.stream()
                .flatMap(batch -> batch.readings().stream())
                .map(ReadingIdentity::of)
                .toList();
    }

    @Override
    public void close() {
        outbox.close();
    }
}
