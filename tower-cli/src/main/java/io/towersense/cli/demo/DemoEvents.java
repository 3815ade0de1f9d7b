package io.towersense.cli.demo;

import io.towersense.agent.AgentListener;
import io.towersense.local.aws.Notification;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.reading.Reading;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** What happens during a demo, told to the view and timed by the journey. */
final class DemoEvents implements AgentListener {
    private final Journey journey;
    private final DemoView view;
    private final LongAdder raised = new LongAdder();
    private final LongAdder cleared = new LongAdder();

    DemoEvents(Journey journey, DemoView view) {
        this.journey = journey;
        this.view = view;
    }

    @Override
    public void sampled(Reading reading, Duration monotonicAtSampling) {
        journey.sampled(reading, monotonicAtSampling);
    }

    @Override
    public void logged(AlarmEvent event, Duration monotonicAtLogging) {
        journey.logged(event, monotonicAtLogging);
        view.event("  alert log     " + event.change().label().toUpperCase(Locale.ROOT) + ": " + event.text());
    }

    @Override
    public void faulted(String deviceId, String reason) {
        view.event("  sensor fault  " + deviceId + ": " + reason);
    }

    /** SNS has taken a notification. */
    void notified(Notification notification) {
        Optional.ofNullable(notification.attributes().get("notification_id")).ifPresent(journey::notified);
        String change = notification.attributes().getOrDefault("change", "");
        if (change.equals("raised")) {
            raised.increment();
        } else if (change.equals("cleared")) {
            cleared.increment();
        }
        view.event("  notification  " + notification.subject().orElse(notification.message()));
    }

    long notificationsRaised() {
        return raised.sum();
    }

    long notificationsCleared() {
        return cleared.sum();
    }
}
