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
    /** Fewer may be silent by chance, or at one site. */
    private static final int MANY = 20;

    static SilentCount of(WatchTable watched) {
        return new SilentCount(
                watched.count(WatchState.SILENT, WatchedKind.GATEWAY),
                watched.count(WatchState.SILENT, WatchedKind.DEVICE));
    }

    /**
     * Says so where most of all who are watched are silent: that is hardly each one's own trouble.
     *
     * @param raised how many of them went quiet since the round before; where none did it is said already
     */
    void warnOfMany(int raised, WatchTable watched) {
        long silent = gateways + devices;
        if (raised == 0 || silent <= MANY) {
            return;
        }
        long all = silent
                + watched.count(WatchState.HEARD, WatchedKind.GATEWAY)
                + watched.count(WatchState.HEARD, WatchedKind.DEVICE);
        if (2 * silent > all) {
            LOG.error(
                    "{} of {} are silent: look first at what they share, the backhaul, IoT Core and its rules",
                    silent,
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
