package io.towersense.cli.demo;

import io.towersense.agent.Agent;
import io.towersense.agent.command.CommandException;
import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.InvalidConfigurationException;
import io.towersense.agent.status.AgentStatus;
import io.towersense.local.LocalCloud;
import io.towersense.local.LocalCloudOptions;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One demo from beginning to end: starts the cloud and the agent, watches, lets everything that was sampled arrive, and
 * counts it where it is.
 */
final class Demo {
    private static final Duration FRAME = Duration.ofMillis(250);
    private static final Duration MOST_SETTLING = Duration.ofSeconds(60);
    /** A recording comes as fast as the disk takes it; simulated readings are few. */
    private static final Duration COMMIT_EVERY = Duration.ofMillis(500);

    private final DemoPlan plan;
    private final Clock clock;
    private final DemoView view;
    private final Consumer<LocalCloud> inspection;
    private final Journey journey;

    Demo(DemoPlan plan, Clock clock, DemoView view) {
        this(plan, clock, view, cloud -> {});
    }

    /** @param inspection looks at the cloud when everything has arrived */
    Demo(DemoPlan plan, Clock clock, DemoView view, Consumer<LocalCloud> inspection) {
        this.plan = plan;
        this.clock = clock;
        this.view = view;
        this.inspection = inspection;
        this.journey = new Journey(clock);
    }

    /**
     * Runs to the end, or until this thread is interrupted, and then lets everything arrive.
     *
     * @throws CommandException if something cannot be started; one line that says what to do
     */
    DemoReport run() throws InterruptedException {
        try (LocalCloud cloud = LocalCloud.start(options(), clock)) {
            Instant begun = clock.now();
            AgentConfiguration configuration = DemoSite.configuration(
                    plan.devices(), cloud.mqttEndpoint(), plan.folder().resolve("agent"), COMMIT_EVERY);
            DemoEvents events = new DemoEvents(journey, view);
            cloud.onStored(stored -> journey.stored(stored.deviceId(), stored.timestamp()));
            cloud.notifications().listen(events::notified);
            introduce(cloud, configuration);
            try (Agent agent = Agent.start(configuration, clock, events)) {
                watch(agent, cloud);
                agent.stopSampling();
                settle(agent, cloud);
                inspection.accept(cloud);
                return report(agent, cloud, begun, events);
            }
        } catch (IOException e) {
            throw CommandException.wrong(String.valueOf(e.getMessage()), e);
        } catch (InvalidConfigurationException e) {
            throw CommandException.usage(
                    e.lines().stream().map(DemoSite::asOption).toList(), e);
        }
    }

    private LocalCloudOptions options() {
        LocalCloudOptions options = LocalCloudOptions.in(plan.folder().resolve("cloud"));
        if (plan.length().isEmpty()) {
            // A recording is old by nature; none of its alarms comes from a backhaul that has just returned.
            options = options.withSettle(Duration.ZERO);
        }
        return plan.awsEndpoint().isPresent()
                ? options.withAwsEndpoint(plan.awsEndpoint().get())
                : options;
    }

    private void introduce(LocalCloud cloud, AgentConfiguration configuration) {
        Path log = configuration.dataFolder().alertLog();
        view.event("The alert log, for the technician:  less " + log);
        view.event("The table iot-sensor-readings:      " + cloud.dynamoDbEndpoint()
                + " (DynamoDB; any region, any credentials)");
        view.event(
                "Notifications, for people:          " + cloud.notifications().file());
        cloud.quarantine().folder().ifPresent(folder -> view.event("What cannot be stored:              " + folder));
        view.event("");
    }

    private void watch(Agent agent, LocalCloud cloud) throws InterruptedException {
        Duration start = clock.monotonic();
        try {
            while (!isOver(agent, start)) {
                view.progress(progress(agent, cloud, start));
                TimeUnit.NANOSECONDS.sleep(FRAME.toNanos());
            }
        } catch (InterruptedException e) {
            view.event("Stopping: what was sampled is still delivered.");
        }
        view.progress(progress(agent, cloud, start));
    }

    private boolean isOver(Agent agent, Duration start) {
        return plan.length()
                .map(length -> clock.monotonic().minus(start).compareTo(length) >= 0)
                .orElseGet(() -> agent.status().isExhausted());
    }

    private Progress progress(Agent agent, LocalCloud cloud, Duration start) {
        return new Progress(
                clock.monotonic().minus(start),
                journey.sampled(),
                agent.status().outbox().delivered(),
                cloud.counts().streamed(),
                cloud.counts().stored(),
                journey.raised(),
                journey.cleared(),
                cloud.counts().notified());
    }

    /** Waits until the outbox is empty and the cloud has nothing under way; gives up after a minute without either. */
    private void settle(Agent agent, LocalCloud cloud) throws InterruptedException {
        Duration end = clock.monotonic().plus(MOST_SETTLING);
        while (isWaiting(agent.status()) && clock.monotonic().compareTo(end) < 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        if (!cloud.awaitIdle(MOST_SETTLING)) {
            view.event("The cloud is still at work after " + MOST_SETTLING.toSeconds() + " s: " + cloud.counts());
        }
    }

    private static boolean isWaiting(AgentStatus status) {
        return status.pending() > 0 || status.outbox().messages() > 0;
    }

    private DemoReport report(Agent agent, LocalCloud cloud, Instant begun, DemoEvents events) {
        AgentStatus status = agent.status();
        return new DemoReport(
                status.sampled(),
                StoredCount.since(cloud.dynamoDb(), begun),
                status.superseded(),
                QuarantineCount.readings(cloud.quarantine()),
                status.dropped(),
                status.pending(),
                journey.raised(),
                journey.cleared(),
                events.notificationsRaised(),
                events.notificationsCleared(),
                journey.toTable().percentiles(),
                journey.toLog().percentiles(),
                journey.toNotification().percentiles());
    }
}
