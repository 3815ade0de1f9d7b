package io.towersense.agent.outbox;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What tells the log of losses: the first at once, then what has come together, not more often than every ten minutes. */
final class LossLog {
    private static final Logger LOG = LoggerFactory.getLogger(LossLog.class);
    private static final long BETWEEN = Duration.ofMinutes(10).toNanos();

    private long readings;
    private long alarms;
    private long toldAt;

    /** A log that knows of the losses up to now. */
    LossLog(Books books, Moment now) {
        this.readings = books.get(Account.DROPPED);
        this.alarms = books.get(Account.DROPPED_ALARMS);
        this.toldAt = now.running() - BETWEEN;
    }

    void look(Books books, Moment now) {
        // Less than before: the books of a new file.
        readings = Math.min(readings, books.get(Account.DROPPED));
        alarms = Math.min(alarms, books.get(Account.DROPPED_ALARMS));
        long lostReadings = books.get(Account.DROPPED) - readings;
        long lostAlarms = books.get(Account.DROPPED_ALARMS) - alarms;
        if (lostReadings + lostAlarms > 0 && now.running() - toldAt >= BETWEEN) {
            LOG.warn(
                    "Dropped {} readings and {} alarm events, which later batches tell as gaps; where the outbox is full,"
                            + " bring the uplink back or give the outbox more room",
                    lostReadings,
                    lostAlarms);
            readings += lostReadings;
            alarms += lostAlarms;
            toldAt = now.running();
        }
    }
}
