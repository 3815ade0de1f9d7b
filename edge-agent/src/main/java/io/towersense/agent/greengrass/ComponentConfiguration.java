package io.towersense.agent.greengrass;

import io.towersense.agent.greengrass.NucleusFault.Closed;
import io.towersense.agent.greengrass.NucleusFault.TimedOut;
import io.towersense.agent.loop.Loop;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.aws.greengrass.model.ConfigurationUpdateEvents;
import software.amazon.awssdk.aws.greengrass.model.ConfigurationValidityReport;
import software.amazon.awssdk.aws.greengrass.model.ConfigurationValidityStatus;
import software.amazon.awssdk.aws.greengrass.model.GetConfigurationRequest;
import software.amazon.awssdk.aws.greengrass.model.SendConfigurationValidityReportRequest;
import software.amazon.awssdk.aws.greengrass.model.SubscribeToConfigurationUpdateRequest;
import software.amazon.awssdk.aws.greengrass.model.SubscribeToValidateConfigurationUpdatesRequest;
import software.amazon.awssdk.aws.greengrass.model.ValidateConfigurationUpdateEvent;
import software.amazon.awssdk.aws.greengrass.model.ValidateConfigurationUpdateEvents;

/**
 * The component's configuration as the nucleus keeps it: read whole, watched for changes, and a say in which changes a
 * deployment may make. What is told of it is the agent's part, see {@link ComponentSettings}. Thread-safe.
 */
public final class ComponentConfiguration implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ComponentConfiguration.class);
    private static final Right READ = Right.own("aws.greengrass#GetConfiguration");
    private static final Right WATCH = Right.own("aws.greengrass#SubscribeToConfigurationUpdate");
    private static final Right VALIDATE = Right.own("aws.greengrass#SubscribeToValidateConfigurationUpdates");
    private static final Right REPORT = Right.own("aws.greengrass#SendConfigurationValidityReport");
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration LONGEST_BURST = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration WORTH_SAYING = Duration.ofSeconds(3);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final Duration FOR_THE_STEP_UNDER_WAY = Duration.ofSeconds(2);

    private final Nucleus nucleus;
    private final Clock clock;
    private final Debounce debounce = new Debounce(QUIET, LONGEST_BURST);
    private final Queue<ValidateConfigurationUpdateEvent> candidates = new ConcurrentLinkedQueue<>();
    private final Queue<Map<String, Object>> read = new ConcurrentLinkedQueue<>();
    private volatile Consumer<Map<String, Object>> changed = tree -> {};
    private volatile Function<Map<String, Object>, Optional<String>> validator = tree -> Optional.empty();
    private volatile @Nullable Map<String, Object> last;
    private volatile boolean hasHappened;
    private volatile @Nullable Loop loop;

    private ComponentConfiguration(Nucleus nucleus, Clock clock) {
        this.nucleus = nucleus;
        this.clock = clock;
    }

    /** The configuration, with a thread of its own for whoever hears of it. */
    public static ComponentConfiguration of(Nucleus nucleus, Clock clock) {
        ComponentConfiguration configuration = new ComponentConfiguration(nucleus, clock);
        configuration.loop = Loop.start("component-configuration", configuration::step);
        return configuration;
    }

    /**
     * Reads the whole, waiting for a connection if there is none yet.
     *
     * @param atMost how long to wait for the nucleus
     * @throws NucleusException if it does not answer in that time, or refuses; one line
     */
    public Map<String, Object> read(Duration atMost) throws InterruptedException {
        Duration end = clock.monotonic().plus(atMost);
        boolean isSaid = false;
        while (true) {
            try {
                Map<String, Object> tree = ask().join();
                last = tree;
                return tree;
            } catch (CompletionException e) {
                NucleusFault fault = SdkErrors.fault(e, READ);
                boolean mayPass = fault instanceof Closed || fault instanceof TimedOut;
                isSaid = isSaid || saysThatItWaits(fault, end.minus(atMost));
                if (!mayPass || clock.monotonic().compareTo(end) >= 0) {
                    throw new NucleusException(fault);
                }
                Thread.sleep(BETWEEN_TRIES.toMillis());
            }
        }
    }

    private boolean saysThatItWaits(NucleusFault fault, Duration since) {
        boolean isLong = clock.monotonic().minus(since).compareTo(WORTH_SAYING) >= 0;
        if (isLong) {
            LOG.info("waits for the configuration: {}", fault.text());
        }
        return isLong;
    }

    /** Has every later state of the whole told, each burst of changes once, and none that is like the last one. */
    public void onChange(Consumer<Map<String, Object>> hears) {
        changed = hears;
        var unused = nucleus.<ConfigurationUpdateEvents>subscribe(
                WATCH,
                (client, events) ->
                        client.subscribeToConfigurationUpdateAsync(new SubscribeToConfigurationUpdateRequest(), events),
                event -> happened(),
                this::happened);
    }

    /**
     * Has the component asked before a deployment changes its configuration.
     *
     * @param judges says what is wrong with a configuration, in words for whoever deploys it; empty where it is good
     */
    public void validateWith(Function<Map<String, Object>, Optional<String>> judges) {
        validator = judges;
        var unused = nucleus.<ValidateConfigurationUpdateEvents>subscribe(
                VALIDATE,
                (client, events) -> client.subscribeToValidateConfigurationUpdatesAsync(
                        new SubscribeToValidateConfigurationUpdatesRequest(), events),
                event -> {
                    candidates.add(event.getValidateConfigurationUpdateEvent());
                    wake();
                },
                () -> LOG.debug("deployments ask before they change the configuration"));
    }

    /** Tells nobody anything any more. */
    @Override
    public void close() {
        Loop running = loop;
        if (running != null && !running.stop(FOR_THE_STEP_UNDER_WAY)) {
            LOG.warn("whoever hears of the configuration does not return; its thread is left behind");
        }
    }

    private Duration step() {
        for (var candidate = candidates.poll(); candidate != null; candidate = candidates.poll()) {
            judge(candidate);
        }
        for (var tree = read.poll(); tree != null; tree = read.poll()) {
            tell(tree);
        }
        Duration now = clock.monotonic();
        if (hasHappened) {
            hasHappened = false;
            debounce.happened(now);
        }
        if (debounce.take(now)) {
            readAgain();
        }
        return debounce.due().map(due -> due.minus(now)).orElse(LONGEST_PAUSE);
    }

    private void judge(ValidateConfigurationUpdateEvent candidate) {
        ConfigurationValidityReport report =
                new ConfigurationValidityReport().withDeploymentId(candidate.getDeploymentId());
        Map<String, Object> raw = candidate.getConfiguration();
        Optional<String> fault =
                validator.apply(ComponentSettings.of(raw, nucleus.environment().thing()));
        if (fault.isPresent()) {
            LOG.warn("a deployment's configuration is refused: {}", fault.get());
            report.withStatus(ConfigurationValidityStatus.REJECTED).setMessage(fault.get());
        } else {
            report.withStatus(ConfigurationValidityStatus.ACCEPTED);
        }
        SendConfigurationValidityReportRequest request =
                new SendConfigurationValidityReportRequest().withConfigurationValidityReport(report);
        var unused = nucleus.call(REPORT, client -> client.sendConfigurationValidityReportAsync(request))
                .whenComplete((response, failure) -> {
                    if (failure != null) {
                        LOG.warn("the nucleus does not hear whether a configuration is good: {}", failure.getMessage());
                    }
                });
    }

    private void readAgain() {
        var unused = ask().whenComplete((tree, failure) -> {
            if (failure == null) {
                read.add(tree);
                wake();
            } else {
                // Where the connection has ended, the next one opens the stream of changes, which counts as a change.
                if (SdkErrors.fault(failure, READ) instanceof TimedOut) {
                    happened();
                }
                LOG.warn("the changed configuration cannot be read: {}", failure.getMessage());
            }
        });
    }

    private void tell(Map<String, Object> tree) {
        if (!tree.equals(last)) {
            last = tree;
            changed.accept(tree);
        }
    }

    private CompletableFuture<Map<String, Object>> ask() {
        return nucleus.call(READ, client -> client.getConfigurationAsync(new GetConfigurationRequest()))
                .thenApply(response -> ComponentSettings.of(
                        response.getValue(), nucleus.environment().thing()));
    }

    private void happened() {
        hasHappened = true;
        wake();
    }

    private void wake() {
        Loop running = loop;
        if (running != null) {
            running.wake();
        }
    }
}
