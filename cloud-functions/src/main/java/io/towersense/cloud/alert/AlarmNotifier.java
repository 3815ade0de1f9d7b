package io.towersense.cloud.alert;

import io.towersense.cloud.alarm.AlarmRecord;
import io.towersense.cloud.alarm.AlarmStore;
import io.towersense.cloud.alarm.Lease;
import io.towersense.cloud.alarm.Told;
import io.towersense.cloud.event.EventBus;
import io.towersense.cloud.event.PutOutcome;
import io.towersense.cloud.metric.EmbeddedMetrics;
import io.towersense.cloud.metric.MetricValues;
import io.towersense.cloud.metric.OperationsMetric;
import io.towersense.cloud.text.PlainText;
import io.towersense.cloud.time.Backoff;
import io.towersense.cloud.time.Pause;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The telling of what people have yet to hear of an alarm, and the putting of what the event bus has yet to get. Whoever
 * does it holds a lease on the alarm, so that no two invocations do the same; people come first; and what SNS and the bus
 * have taken is marked in one write, each whether or not the other had trouble. So nothing is lost, and something is
 * repeated only if a crash falls between taking and mark, or they took longer than a lease lasts.
 */
final class AlarmNotifier {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmNotifier.class);
    private static final Duration LEASE = Duration.ofSeconds(25);

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
     * Tells what is to be told, and puts what is to be put.
     *
     * @throws BusyException if another invocation is at it for longer than the invocation may wait
     * @throws SdkException if the table or SNS does not answer; what was not told is told next time
     */
    TellOutcome tell(String deviceId, String rule, Invocation invocation) {
        boolean settled = false;
        Backoff backoff = new Backoff(
                invocation.waiting(), pause, () -> ThreadLocalRandom.current().nextDouble());
        while (true) {
            AlarmRecord record = store.load(deviceId, rule);
            Instant now = clock.now();
            NotificationPlan plan = NotificationPlan.of(record, now, settings.lateAfter());
            if (plan.tellings().isEmpty() && isNothingToPut(record, invocation.bus())) {
                if (record.told().revision() < record.revision()) {
                    store.markNothingToTell(record, everythingPut(record));
                }
                return TellOutcome.NOTHING;
            }
            if (plan.opensLate() && !settled && invocation.waiting().leaves(settings.settle())) {
                pause.lasting(settings.settle());
                settled = true;
                continue;
            }
            Lease lease = new Lease(UUID.randomUUID().toString(), now.plus(LEASE));
            boolean free =
                    record.lease().filter(other -> !other.until().isBefore(now)).isEmpty();
            if (free && store.lease(record, lease, now)) {
                return deliver(record, plan.tellings(), lease, invocation.bus());
            }
            if (!backoff.again()) {
                throw new BusyException(deviceId, rule);
            }
        }
    }

    private TellOutcome deliver(AlarmRecord record, List<Telling> tellings, Lease lease, EventBus bus) {
        int sent = 0;
        Told told = record.told();
        Optional<RuntimeException> untold = Optional.empty();
        for (Telling telling : tellings) {
            if (sent > 0 && !mark(record, lease, told, record.events().put(), false)) {
                count(sent);
                return new TellOutcome(sent, Optional.empty());
            }
            try {
                publisher.publish(AlarmMessage.of(telling));
            } catch (RuntimeException e) {
                untold = Optional.of(e);
                break;
            }
            told = told.and(telling.event());
            sent++;
        }
        PutOutcome put = bus.put(record.toPut());
        Told upToNow = untold.isPresent() ? told : told.upTo(record.revision());
        try {
            mark(record, lease, upToNow, record.putWith(put.put()), true);
        } catch (RuntimeException e) {
            if (untold.isEmpty()) {
                throw e;
            }
            LOG.warn("a lease was not given back and ends by itself: {}", PlainText.of(e));
        }
        count(sent);
        if (untold.isPresent()) {
            throw untold.get();
        }
        return new TellOutcome(sent, put.trouble());
    }

    private void count(int told) {
        if (told > 0) {
            metrics.write(MetricValues.of(OperationsMetric.ALARM_CHANGES, told));
        }
    }

    private boolean mark(AlarmRecord record, Lease lease, Told told, List<String> put, boolean last) {
        boolean marked = store.markNotified(record, lease, told, put, last);
        if (!marked) {
            LOG.warn("{} {}: told after the lease had ended; it may be told twice", record.deviceId(), record.rule());
        }
        return marked;
    }

    private static boolean isNothingToPut(AlarmRecord record, EventBus bus) {
        return !bus.exists() || record.toPut().isEmpty();
    }

    private static List<String> everythingPut(AlarmRecord record) {
        return record.putWith(record.toPut().stream()
                .map(change -> change.event().notificationId())
                .toList());
    }
}
