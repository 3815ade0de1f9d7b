package io.towersense.local.stream;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.towersense.local.function.Invocation;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One concurrent batch of a shard: gathers records, hands them to the function batch after batch, and decides from each
 * answer what is delivered again and what is given up. It has no thread and no time of its own: {@link #step()} does what
 * is due by the clock. Records are offered by one thread and stepped by another.
 */
final class Lane {
    private static final Logger LOGGER = LoggerFactory.getLogger(Lane.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int BUFFERED_BATCHES = 2;

    private final String shard;
    private final String streamArn;
    private final MappingSettings settings;
    private final Duration age;
    private final RequestHandler<KinesisEvent, StreamsEventResponse> function;
    private final FailureDestination destination;
    private final Clock clock;
    private final Gathering gathering;
    private final Deque<Attempt> attempts = new ArrayDeque<>();
    private final AtomicLong unfinished = new AtomicLong();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong discarded = new AtomicLong();
    private volatile Optional<Instant> begun = Optional.empty();

    Lane(
            String shard,
            RecordSource source,
            MappingSettings settings,
            RequestHandler<KinesisEvent, StreamsEventResponse> function,
            FailureDestination destination,
            Clock clock) {
        this.shard = shard;
        this.streamArn = source.arn();
        this.settings = settings;
        this.age = settings.recordAge().isNegative() ? source.retention() : settings.recordAge();
        this.function = function;
        this.destination = destination;
        this.clock = clock;
        this.gathering = new Gathering(settings.batchSize(), settings.batchingWindow(), clock);
    }

    /** Takes a record that the shard gave. */
    void offer(StreamRecord record) {
        unfinished.incrementAndGet();
        gathering.add(record);
    }

    /** Whether it holds so much already that reading on can wait. */
    boolean isFull() {
        return gathering.size() >= BUFFERED_BATCHES * settings.batchSize();
    }

    /** Records that are neither done nor given up. */
    long unfinished() {
        return unfinished.get();
    }

    /** When the stream took the oldest record that is neither done nor given up; empty where none is left. */
    Optional<Instant> oldest() {
        return begun.or(gathering::oldest);
    }

    /** Records handed to the function, each as often as it was. */
    long delivered() {
        return delivered.get();
    }

    /** Records given up. */
    long discarded() {
        return discarded.get();
    }

    /**
     * Does the next thing that is due: one invocation at most.
     *
     * @return how long until something is due again, zero for now; empty: when more records are offered
     */
    Optional<Duration> step() {
        if (attempts.isEmpty()) {
            List<StreamRecord> batch = gathering.takeIfReady();
            if (batch.isEmpty()) {
                return gathering.readyIn();
            }
            attempts.add(Attempt.first(batch));
        }
        noteOldest();
        Optional<Duration> due = attempt();
        noteOldest();
        return due;
    }

    private void noteOldest() {
        begun = Optional.ofNullable(attempts.peek())
                .map(next -> next.records().get(0).arrival());
    }

    private Optional<Duration> attempt() {
        Attempt attempt = attempts.element();
        Duration early = attempt.notBefore().minus(clock.monotonic());
        if (early.compareTo(Duration.ZERO) > 0) {
            return Optional.of(early);
        }
        attempts.remove();
        List<StreamRecord> young = withoutExpired(attempt);
        if (!young.isEmpty()) {
            judge(attempt.of(young));
        }
        return Optional.of(Duration.ZERO);
    }

    private void judge(Attempt attempt) {
        List<StreamRecord> records = attempt.records();
        Verdict verdict = invoke(records, attempt);
        if (verdict instanceof Verdict.Done) {
            unfinished.addAndGet(-records.size());
        } else if (verdict instanceof Verdict.FailedFrom from) {
            unfinished.addAndGet(-from.index());
            List<StreamRecord> rest = records.subList(from.index(), records.size());
            // With bisecting the checkpoint is where the batch is split, and splitting costs no retry.
            again(attempt.of(List.copyOf(rest)), settings.bisect() ? 0 : 1, false);
        } else if (settings.bisect() && records.size() > 1) {
            split(attempt, verdict instanceof Verdict.Threw);
        } else {
            again(attempt, 1, verdict instanceof Verdict.Threw);
        }
    }

    private void split(Attempt attempt, boolean functionFailed) {
        List<StreamRecord> records = attempt.records();
        int middle = (records.size() + 1) / 2;
        again(attempt.of(List.copyOf(records.subList(middle, records.size()))), 0, functionFailed);
        again(attempt.of(List.copyOf(records.subList(0, middle))), 0, functionFailed);
    }

    private void again(Attempt attempt, int cost, boolean functionFailed) {
        int retries = attempt.retries() + cost;
        int invocations = attempt.invocations() + 1;
        if (settings.retryAttempts() >= 0 && retries > settings.retryAttempts()) {
            discard(attempt.records(), DiscardedBatch.RETRIES, invocations, functionFailed);
            return;
        }
        Duration due = clock.monotonic().plus(pause(invocations));
        attempts.addFirst(new Attempt(attempt.records(), retries, invocations, functionFailed, due));
    }

    private Duration pause(int invocations) {
        Duration pause = settings.firstPause();
        for (int i = 1; i < invocations && pause.compareTo(settings.longestPause()) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(settings.longestPause()) < 0 ? pause : settings.longestPause();
    }

    private List<StreamRecord> withoutExpired(Attempt attempt) {
        Instant oldest = clock.now().minus(age);
        List<StreamRecord> young = new ArrayList<>();
        List<StreamRecord> expired = new ArrayList<>();
        for (StreamRecord record : attempt.records()) {
            (record.arrival().isBefore(oldest) ? expired : young).add(record);
        }
        if (!expired.isEmpty()) {
            discard(expired, DiscardedBatch.AGE, attempt.invocations(), attempt.functionFailed());
        }
        return young;
    }

    private Verdict invoke(List<StreamRecord> records, Attempt attempt) {
        delivered.addAndGet(records.size());
        try {
            StreamsEventResponse answer = function.handleRequest(
                    KinesisEvents.event(streamArn, shard, records),
                    new Invocation(settings.functionName(), TIMEOUT, clock));
            return settings.reportBatchItemFailures() ? Verdict.of(answer, records) : new Verdict.Done();
        } catch (Exception | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError failed) {
            complain(records.size(), attempt.invocations() + 1, failed);
            return new Verdict.Threw();
        }
    }

    /** Aloud for attempts 1, 2, 4, 8 and so on: a batch that fails for hours is not to fill the log. */
    private void complain(int records, int attempt, Throwable failed) {
        if (Integer.bitCount(attempt) == 1) {
            LOGGER.warn(
                    "{} failed on {} records of {} (attempt {}): {}",
                    settings.functionName(),
                    records,
                    shard,
                    attempt,
                    failed.toString());
        }
    }

    private void discard(List<StreamRecord> records, String condition, int invocations, boolean functionFailed) {
        DiscardedBatch batch = new DiscardedBatch(
                settings.functionName(),
                streamArn,
                shard,
                records,
                condition,
                invocations,
                functionFailed,
                clock.now());
        try {
            destination.accept(batch);
        } catch (Exception failed) {
            LOGGER.error("{} records of {} are lost: their destination failed: {}", records.size(), shard, failed);
        }
        discarded.addAndGet(records.size());
        unfinished.addAndGet(-records.size());
    }
}
