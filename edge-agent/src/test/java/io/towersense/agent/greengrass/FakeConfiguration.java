package io.towersense.agent.greengrass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.aws.greengrass.GreengrassCoreIPCServiceModel;
import software.amazon.awssdk.aws.greengrass.model.ConfigurationUpdateEvent;
import software.amazon.awssdk.aws.greengrass.model.ConfigurationUpdateEvents;
import software.amazon.awssdk.aws.greengrass.model.ConfigurationValidityReport;
import software.amazon.awssdk.aws.greengrass.model.GetConfigurationResponse;
import software.amazon.awssdk.aws.greengrass.model.InvalidArgumentsError;
import software.amazon.awssdk.aws.greengrass.model.SendConfigurationValidityReportRequest;
import software.amazon.awssdk.aws.greengrass.model.SendConfigurationValidityReportResponse;
import software.amazon.awssdk.aws.greengrass.model.SubscribeToConfigurationUpdateResponse;
import software.amazon.awssdk.aws.greengrass.model.SubscribeToValidateConfigurationUpdatesResponse;
import software.amazon.awssdk.aws.greengrass.model.ValidateConfigurationUpdateEvent;
import software.amazon.awssdk.aws.greengrass.model.ValidateConfigurationUpdateEvents;

/** The part of a fake nucleus that keeps the component's configuration. Thread-safe. */
public final class FakeConfiguration {
    private final AtomicInteger readings = new AtomicInteger();
    private final AtomicInteger deployments = new AtomicInteger();
    private final Set<FakeStream> watchers = ConcurrentHashMap.newKeySet();
    private final Set<FakeStream> validators = ConcurrentHashMap.newKeySet();
    private final Map<String, CompletableFuture<ConfigurationValidityReport>> reports = new ConcurrentHashMap<>();
    private volatile Map<String, Object> tree = Map.of();
    private volatile boolean isSilent;

    /** Sets the whole without telling anybody, as before the component starts. */
    public void set(Map<String, Object> newTree) {
        tree = newTree;
    }

    /** Sets the whole, and tells the component as a nucleus does: an event for each leaf, twice, without values. */
    public void update(Map<String, Object> newTree) {
        tree = newTree;
        List<List<String>> leaves = new ArrayList<>();
        collectLeaves(List.of(), newTree, leaves);
        for (FakeStream watcher : watchers) {
            for (int time = 1; time <= 2; time++) {
                leaves.forEach(leaf -> watcher.event(new ConfigurationUpdateEvents()
                        .withConfigurationUpdateEvent(new ConfigurationUpdateEvent()
                                .withComponentName(FakeNucleus.COMPONENT)
                                .withKeyPath(leaf))));
            }
        }
    }

    /** Asks the component, as a deployment does, whether it would take that configuration. */
    public CompletableFuture<ConfigurationValidityReport> validate(Map<String, Object> candidate) {
        String deployment = "deployment-" + deployments.incrementAndGet();
        CompletableFuture<ConfigurationValidityReport> report = new CompletableFuture<>();
        reports.put(deployment, report);
        validators.forEach(validator -> validator.event(new ValidateConfigurationUpdateEvents()
                .withValidateConfigurationUpdateEvent(new ValidateConfigurationUpdateEvent()
                        .withDeploymentId(deployment)
                        .withConfiguration(candidate))));
        return report;
    }

    /** Leaves requests unanswered from now on, or no longer. */
    public void setSilent(boolean silent) {
        isSilent = silent;
    }

    /** How often it was read. */
    public int readings() {
        return readings.get();
    }

    public int watchers() {
        return watchers.size();
    }

    public int validators() {
        return validators.size();
    }

    Optional<FakeOperation> operation(String name) {
        return switch (name) {
            case GreengrassCoreIPCServiceModel.GET_CONFIGURATION ->
                Optional.of((request, stream) -> {
                    readings.incrementAndGet();
                    if (!isSilent) {
                        stream.answer(new GetConfigurationResponse()
                                .withComponentName(FakeNucleus.COMPONENT)
                                .withValue(new HashMap<>(tree)));
                    }
                });
            case GreengrassCoreIPCServiceModel.SUBSCRIBE_TO_CONFIGURATION_UPDATE ->
                Optional.of((request, stream) -> {
                    stream.onClosed(() -> watchers.remove(stream));
                    stream.answer(new SubscribeToConfigurationUpdateResponse());
                    watchers.add(stream);
                });
            case GreengrassCoreIPCServiceModel.SUBSCRIBE_TO_VALIDATE_CONFIGURATION_UPDATES ->
                Optional.of((request, stream) -> {
                    stream.onClosed(() -> validators.remove(stream));
                    stream.answer(new SubscribeToValidateConfigurationUpdatesResponse());
                    validators.add(stream);
                });
            case GreengrassCoreIPCServiceModel.SEND_CONFIGURATION_VALIDITY_REPORT ->
                Optional.of((request, stream) -> report((SendConfigurationValidityReportRequest) request, stream));
            default -> Optional.empty();
        };
    }

    private void report(SendConfigurationValidityReportRequest request, FakeStream stream) {
        ConfigurationValidityReport report = request.getConfigurationValidityReport();
        CompletableFuture<ConfigurationValidityReport> awaited = reports.remove(report.getDeploymentId());
        if (awaited == null) {
            stream.refuse(new InvalidArgumentsError("Validation request either timed out or was never made"));
        } else {
            awaited.complete(report);
            stream.answer(new SendConfigurationValidityReportResponse());
        }
    }

    private static void collectLeaves(List<String> path, Map<?, ?> map, List<List<String>> leaves) {
        map.forEach((key, value) -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(String.valueOf(key));
            if (value instanceof Map<?, ?> deeper) {
                collectLeaves(longer, deeper, leaves);
            } else {
                leaves.add(longer);
            }
        });
    }
}
