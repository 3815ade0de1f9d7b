package io.towersense.cloud.alert;

import io.towersense.cloud.alarm.AlarmRecord;
import io.towersense.cloud.alarm.AlarmStore;
import io.towersense.cloud.alarm.Lease;
import io.towersense.cloud.alarm.Told;
import io.towersense.cloud.metric.EmbeddedMetrics;
import io.towersense.cloud.metric.MetricValues;
import io.towersense.cloud.metric.OperationsMetric;
import io.towersense.cloud.text.PlainText;
import io.towersense.cloud.time.Backoff;
import io.towersense.cloud.time.Deadline;
import io.towersense.cloud.time.Pause;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The telling of what people have yet to hear of an alarm. Whoever tells holds a lease on the alarm, so that no two
 * invocations tell the same; each change is marked as told after SNS has taken it. So nothing is lost, and something is
 * repeated only if a crash falls between the two, or SNS took longer than a lease lasts.
 */
final class AlarmNotifier {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmNotifier.class);
    private static final Duration LEASE = Duration.ofSeconds(20);

    private final AlarmStore store;
    private final Publisher publisher;
    private final AlertSettings settings;
    private final Clock clock;
    private final Pause pause;
    private final EmbeddedMetrics metrics;

    AlarmNotifier(
            AlarmStore store,
            Publisher publisher,
            AlertSettings settings,
            Clock clock,
            Pause pause,
            EmbeddedMetrics metrics) {
        this.store = store;
        this.publisher = publisher;
        this.settings = settings;
        this.clock = clock;
        this.pause = pause;
        this.metrics = metrics;
    }

    /**
     * Tells what is to be told.
     *
     * @return how many notifications were sent
     * @throws BusyException if another invocation is at it for longer than the deadline allows
     * @throws SdkException if the table or SNS does not answer; what was not told is told next time
     */
    int tell(String deviceId, String rule, Deadline deadline) {
        boolean settled = false;
        Backoff backoff =
                new Backoff(deadline, pause, () -> ThreadLocalRandom.current().nextDouble());
        while (true) {
            AlarmRecord record = store.load(deviceId, rule);
            Instant now = clock.now();
            NotificationPlan plan = NotificationPlan.of(record, now, settings.lateAfter());
            if (plan.tellings().isEmpty()) {
                if (record.told().revision() < record.revision()) {
                    store.markNothingToTell(record);
                }
                return 0;
            }
            if (plan.opensLate() && !settled && deadline.leaves(settings.settle())) {
                pause.lasting(settings.settle());
                settled = true;
                continue;
            }
            Lease lease = new Lease(UUID.randomUUID().toString(), now.plus(LEASE));
            boolean free =
                    record.lease().filter(other -> !other.until().isBefore(now)).isEmpty();
            if (free && store.lease(record, lease, now)) {
                return tell(record, plan.tellings(), lease);
            }
            if (!backoff.again()) {
                throw new BusyException(deviceId, rule);
            }
        }
    }

    private int tell(AlarmRecord record, List<Telling> tellings, Lease lease) {
        int sent = 0;
        Told told = record.told();
        for (Telling telling : tellings) {
            publish(record, telling, lease);
            sent++;
            boolean last = sent == tellings.size();
            told = last ? told.and(telling.event()).upTo(record.revision()) : told.and(telling.event());
            if (!store.markNotified(record, lease, told, last)) {
                LOG.warn(
                        "{} was sent after the lease had ended; it may be sent twice",
                        PlainText.line(telling.event().notificationId(), 200));
                return sent;
            }
        }
        return sent;
    }

    private void publish(AlarmRecord record, Telling telling, Lease lease) {
        try {
            publisher.publish(AlarmMessage.of(telling));
            metrics.write(MetricValues.of(OperationsMetric.ALARM_CHANGES, 1));
        } catch (RuntimeException e) {
            release(record, lease);
            throw e;
        }
    }

    private void release(AlarmRecord record, Lease lease) {
        try {
            store.release(record, lease);
        } catch (RuntimeException e) {
            LOG.warn("a lease was not given back and ends by itself: {}", PlainText.of(e));
        }
    }
}
