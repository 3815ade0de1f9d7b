package io.towersense.local.deployment;

import io.towersense.local.rule.TopicRule;
import io.towersense.local.stream.MappingSettings;
import io.towersense.local.stream.StartingPosition;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * What Terraform deploys of what the local cloud plays: both topic rules, and the mapping between stream and consumer.
 *
 * @param mapping of the stream to the consumer
 * @param telemetry the rule for readings
 * @param alarms the rule for alarms
 */
public record Deployment(MappingSettings mapping, TopicRule telemetry, TopicRule alarms) {
    private static final String RULE = "aws_iot_topic_rule";
    private static final String SQL_VERSION = "2016-03-23";
    /** What is played here, and what makes no difference here. */
    private static final Set<String> OF_A_RULE =
            Set.of("name", "description", "enabled", "sql", "sql_version", "tags", "error_action");

    private static final Set<String> OF_KINESIS = Set.of("stream_name", "partition_key", "role_arn");
    private static final Set<String> OF_LAMBDA = Set.of("function_arn");

    private static final Set<String> OF_THE_MAPPING = Set.of(
            "event_source_arn",
            "function_name",
            "starting_position",
            "batch_size",
            "maximum_batching_window_in_seconds",
            "parallelization_factor",
            "bisect_batch_on_function_error",
            "maximum_retry_attempts",
            "maximum_record_age_in_seconds",
            "function_response_types",
            "destination_config",
            "metrics_config",
            "lifecycle",
            "depends_on",
            "tags");

    /**
     * Reads it from a module's resources. What is not set is as AWS has it.
     *
     * @param consumer what the consumer is called here
     * @throws InvalidDeploymentException if something is missing, or the local cloud cannot do as it says
     */
    public static Deployment of(TerraformModule module, String consumer) throws InvalidDeploymentException {
        return new Deployment(
                mapping(module.resource("aws_lambda_event_source_mapping", "consumer"), consumer),
                rule(module.resource(RULE, "telemetry"), "kinesis", OF_KINESIS),
                rule(module.resource(RULE, "alarms"), "lambda", OF_LAMBDA));
    }

    private static MappingSettings mapping(TerraformResource resource, String consumer)
            throws InvalidDeploymentException {
        resource.holdsOnly(OF_THE_MAPPING);
        MappingSettings defaults = MappingSettings.defaults(consumer);
        try {
            return defaults.withBatchSize(resource.number("batch_size", defaults.batchSize()))
                    .withBatchingWindow(Duration.ofSeconds(resource.number("maximum_batching_window_in_seconds", 0)))
                    .withParallelization(resource.number("parallelization_factor", defaults.parallelization()))
                    .withBisect(Boolean.parseBoolean(resource.text("bisect_batch_on_function_error", "false")))
                    .withRetryAttempts(resource.number("maximum_retry_attempts", defaults.retryAttempts()))
                    .withRecordAge(Duration.ofSeconds(resource.number("maximum_record_age_in_seconds", -1)))
                    .withReportBatchItemFailures(
                            resource.texts("function_response_types").contains("ReportBatchItemFailures"))
                    .startingAt(start(resource));
        } catch (IllegalArgumentException e) {
            throw resource.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static StartingPosition start(TerraformResource mapping) throws InvalidDeploymentException {
        String position = mapping.text("starting_position");
        return switch (position) {
            case "TRIM_HORIZON" -> new StartingPosition.TrimHorizon();
            case "LATEST" -> new StartingPosition.Latest();
            default -> throw mapping.wrong("the local cloud starts at TRIM_HORIZON or LATEST, not at " + position);
        };
    }

    private static TopicRule rule(TerraformResource resource, String action, Set<String> ofTheAction)
            throws InvalidDeploymentException {
        Set<String> known = new HashSet<>(OF_A_RULE);
        known.add(action);
        resource.holdsOnly(known);
        TerraformResource target = resource.inner(action);
        target.holdsOnly(ofTheAction);
        if (!resource.text("enabled").equals("true")
                || !resource.text("sql_version").equals(SQL_VERSION)) {
            throw resource.wrong("the local cloud runs what is enabled, by SQL of " + SQL_VERSION);
        }
        try {
            return TopicRule.of(resource.text("name"), resource.text("sql"), target.text("partition_key", ""));
        } catch (IllegalArgumentException e) {
            throw resource.wrong(String.valueOf(e.getMessage()));
        }
    }
}
