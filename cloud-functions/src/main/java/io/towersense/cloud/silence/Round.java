package io.towersense.cloud.silence;

import io.towersense.cloud.handover.AlertInvoker;
import io.towersense.cloud.table.WatchState;
import io.towersense.cloud.text.PlainText;
import io.towersense.cloud.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at everybody who is watched: who came back, and who went quiet. One's trouble keeps nobody else from being
 * settled, and whoever is not reached in time is settled in the next round. Not thread-safe.
 */
final class Round {
    private static final Logger LOG = LoggerFactory.getLogger(Round.class);

    private final WatchTable watched;
    private final SilenceAlarms alarms;
    private final AlertInvoker invoker;
    private final Instant now;
    private final Instant limit;
    private final Deadline deadline;
    private int raised;
    private int cleared;
    private @Nullable RuntimeException trouble;

    /** @param silentAfter who was last seen longer ago than this is silent */
    Round(
            WatchTable watched,
            SilenceAlarms alarms,
            AlertInvoker invoker,
            Instant now,
            Duration silentAfter,
            Deadline deadline) {
        this.watched = watched;
        this.alarms = alarms;
        this.invoker = invoker;
        this.now = now;
        this.limit = now.minus(silentAfter);
        this.deadline = deadline;
    }

    /** Clears the alarms of those who came back. */
    void clear() {
        settle(watched::seenSince, WatchState.SETTLING, () -> true);
        settle(watched::seenSince, WatchState.SILENT, () -> true);
    }

    /**
     * Raises the alarms of those who went quiet.
     *
     * @param decidable asked where somebody seems to have: whether that can be so
     */
    void raise(BooleanSupplier decidable) {
        settle(watched::seenBefore, WatchState.SETTLING, decidable);
        settle(watched::seenBefore, WatchState.HEARD, decidable);
    }

    /** How many alarms were raised. */
    int raised() {
        return raised;
    }

    /** How many alarms were cleared. */
    int cleared() {
        return cleared;
    }

    /** Throws what somebody could not be settled for, if there was such a thing. */
    void check() {
        if (trouble != null) {
            throw trouble;
        }
    }

    private void settle(Look look, WatchState state, BooleanSupplier decidable) {
        for (int partition = 0; partition < WatchState.PARTITIONS; partition++) {
            int in = partition;
            attempt(
                    () -> settle(look.pages(limit, state, in).iterator(), decidable),
                    "partition " + state.in(in).s());
        }
    }

    private void settle(Iterator<List<WatchedKey>> pages, BooleanSupplier decidable) {
        while (isTime() && pages.hasNext()) {
            List<WatchedKey> page = pages.next();
            if (!page.isEmpty()) {
                if (!decidable.getAsBoolean()) {
                    return;
                }
                settle(page);
            }
        }
    }

    private void settle(List<WatchedKey> page) {
        List<Settled> settled = new ArrayList<>();
        for (WatchedKey key : page) {
            if (!isTime()) {
                break;
            }
            attempt(() -> settle(key).ifPresent(settled::add), key.toString());
        }
        attempt(
                () -> {
                    invoker.handOver(settled.stream()
                            .flatMap(one -> one.untold().stream())
                            .toList());
                    // Only what is handed over is marked: the rest stays settling, and every round looks at that.
                    settled.forEach(one -> attempt(
                            () -> mark(one.watched()), one.watched().key().toString()));
                },
                settled.size() + " alarms of silence");
    }

    private Optional<Settled> settle(WatchedKey key) {
        Optional<Settled> settled = alarms.settle(key, limit, now);
        raised += settled.filter(Settled::isRaise).isPresent() ? 1 : 0;
        cleared += settled.filter(Settled::isClear).isPresent() ? 1 : 0;
        return settled;
    }

    private void mark(Watched one) {
        if (one.isClaimed()) {
            watched.release(one);
        } else {
            watched.mark(one, one.isSilent(limit) ? WatchState.SILENT : WatchState.HEARD);
        }
    }

    private boolean isTime() {
        return deadline.leaves(Duration.ZERO);
    }

    private void attempt(Runnable work, String of) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("{}: not settled, tried again in the next round: {}", of, PlainText.of(e));
            trouble = e;
        }
    }

    /** A look at one partition of those who are marked in one way. */
    @FunctionalInterface
    private interface Look {
        Stream<List<WatchedKey>> pages(Instant limit, WatchState state, int partition);
    }
}
