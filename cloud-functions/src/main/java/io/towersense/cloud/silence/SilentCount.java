package io.towersense.cloud.silence;

import io.towersense.cloud.metric.EmbeddedMetrics;
import io.towersense.cloud.metric.MetricValues;
import io.towersense.cloud.metric.OperationsMetric;
import io.towersense.cloud.table.WatchState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many are silent.
 *
 * @param gateways among them
 * @param devices bare ones among them
 */
record SilentCount(long gateways, long devices) {
    private static final Logger LOG = LoggerFactory.getLogger(SilentCount.class);
    /** Fewer who fall silent together may do so by chance, or at one site. */
    private static final int MANY = 20;

    static SilentCount of(WatchTable watched) {
        return new SilentCount(
                watched.count(WatchState.SILENT, WatchedKind.GATEWAY),
                watched.count(WatchState.SILENT, WatchedKind.DEVICE));
    }

    /** Says so where most of all who are watched went quiet in one round: that is hardly each one's own trouble. */
    void warnOfManyAtOnce(int raised, WatchTable watched) {
        if (raised <= MANY) {
            return;
        }
        long all = gateways
                + devices
                + watched.count(WatchState.HEARD, WatchedKind.GATEWAY)
                + watched.count(WatchState.HEARD, WatchedKind.DEVICE);
        if (2L * raised > all) {
            LOG.error(
                    "{} of {} went quiet at once: look first at what they share, the backhaul, IoT Core and its rules",
                    raised,
                    all);
        }
    }

    void publish(EmbeddedMetrics metrics, boolean undecided) {
        metrics.write(
                MetricValues.of(OperationsMetric.SILENT_GATEWAYS, gateways),
                MetricValues.of(OperationsMetric.SILENT_DEVICES, devices),
                MetricValues.of(OperationsMetric.SILENCE_UNDECIDED, undecided ? 1 : 0));
    }
}
