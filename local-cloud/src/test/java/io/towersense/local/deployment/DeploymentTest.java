package io.towersense.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.local.LocalCloudOptions;
import io.towersense.local.stream.MappingSettings;
import io.towersense.local.stream.StartingPosition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentTest {
    private static final String RULES = "rules.tf";
    private static final String FUNCTIONS = "functions.tf";
    private static final String VARIABLES = "variables.tf";

    private final Path folder;
    private final ChangedModule module;

    DeploymentTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.module = ChangedModule.copiedTo(folder);
    }

    private static Deployment deployment(TerraformModule module) throws IOException {
        return Deployment.of(module, "consumer");
    }

    @Test
    void whatThisBuildRunsIsWhatTheFilesSay() throws IOException {
        Deployment packed = deployment(TerraformModule.ofThisBuild());

        assertThat(packed.mapping()).isEqualTo(deployment(module.read()).mapping());
        assertThat(packed.mapping())
                .isEqualTo(MappingSettings.defaults("consumer")
                        .withBatchSize(500)
                        .withBatchingWindow(Duration.ofSeconds(1))
                        .withBisect(true)
                        .withRetryAttempts(20)
                        .withRecordAge(Duration.ofHours(23)));
        assertThat(packed.telemetry().subscriptions())
                .isEqualTo(Map.of(
                        "rule-tower_telemetry", "towers/+/telemetry",
                        "rule-tower_telemetry-basic-ingest", "$aws/rules/tower_telemetry/towers/+/telemetry"));
        assertThat(packed.alarms().subscriptions()).containsEntry("rule-tower_alarms", "towers/+/alarms");
    }

    @Test
    void theLocalCloudsTopicRootIsTerraforms() throws IOException {
        assertThat(module.read().variable("topic_root"))
                .contains(LocalCloudOptions.in(folder).topicRoot());
    }

    @Test
    void aVariableWithAnotherDefaultIsAnotherSetting() throws IOException {
        module.with(VARIABLES, "default     = 500", "default     = 7");

        assertThat(deployment(module.read()).mapping().batchSize()).isEqualTo(7);
    }

    @Test
    void aVariablesValueGoesBeforeItsDefault() throws IOException {
        TerraformModule given = module.read()
                .with("topic_root", "masts")
                .with("batch_size", "9")
                .with("telemetry_rule", "readings");

        Deployment deployment = deployment(given);

        assertThat(deployment.mapping().batchSize()).isEqualTo(9);
        assertThat(deployment.telemetry().subscriptions())
                .containsEntry("rule-readings-basic-ingest", "$aws/rules/readings/masts/+/telemetry");
    }

    @Test
    void literalsInTheMappingAreRead() throws IOException {
        module.with(FUNCTIONS, "var.batch_size", "12")
                .with(FUNCTIONS, "bisect_batch_on_function_error     = true", "bisect_batch_on_function_error = false")
                .with(FUNCTIONS, "[\"ReportBatchItemFailures\"]", "[]")
                .with(FUNCTIONS, "\"TRIM_HORIZON\"", "\"LATEST\"");

        MappingSettings mapping = deployment(module.read()).mapping();

        assertThat(mapping.batchSize()).isEqualTo(12);
        assertThat(mapping.bisect()).isFalse();
        assertThat(mapping.reportBatchItemFailures()).isFalse();
        assertThat(mapping.start()).isEqualTo(new StartingPosition.Latest());
    }

    @Test
    void whatIsNotSetIsAsAwsHasIt() throws IOException {
        module.with(FUNCTIONS, "maximum_retry_attempts             = var.retry_attempts", "")
                .with(FUNCTIONS, "maximum_record_age_in_seconds      = var.record_age_seconds", "");

        MappingSettings mapping = deployment(module.read()).mapping();

        assertThat(mapping.retryAttempts()).isEqualTo(-1);
        assertThat(mapping.recordAge()).isEqualTo(MappingSettings.ANY_AGE);
    }

    @Test
    void sqlThatTheLocalCloudCannotEvaluateIsNamedWithItsRule() throws IOException {
        module.with(
                RULES, "timestamp() AS received_at FROM '${var.topic_root}/+/telemetry'", "newuuid() AS id FROM 'x'");

        assertRefused("rules.tf:1: aws_iot_topic_rule.telemetry: ", "not 'newuuid'");
    }

    @Test
    void aValueThatAwsRefusesIsNamedWithItsLimits() throws IOException {
        module.with(VARIABLES, "default     = 500", "default     = 20000");

        assertRefused("functions.tf:", "aws_lambda_event_source_mapping.consumer: BatchSize is 1 to 10000, not 20000");
    }

    @Test
    void aSettingThatTheLocalCloudDoesNotKnowIsRefusedRatherThanLeftOut() throws IOException {
        module.with(FUNCTIONS, "  batch_size ", "  tumbling_window_in_seconds = 30\n  batch_size ");

        assertRefused("functions.tf:", "does not know tumbling_window_in_seconds");
    }

    @Test
    void anExpressionThatIsMoreThanAVariableIsNamedWithItsLine() throws IOException {
        module.with(FUNCTIONS, "var.batch_size", "max(1, var.batch_size)");

        assertRefused("functions.tf:", "literals and var.NAME here, not max(1, var.batch_size)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[ # why, \"not\"\n    \"ReportBatchItemFailures\"]",
                "[/* one */ \"ReportBatchItemFailures\" /* and */, # no more\n  ]"
            })
    void aListIsReadWithWhatIsSaidOfItsElements(String list) throws IOException {
        module.with(FUNCTIONS, "[\"ReportBatchItemFailures\"]", list);

        assertThat(deployment(module.read()).mapping().reportBatchItemFailures())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[tostring(\"ReportBatchItemFailures\")]",
                "[\"ReportBatchItemFailures\", tostring(\"x\")]",
                "[ # \"ReportBatchItemFailures\",\n    tostring(\"x\")]",
                "[\"ReportBatchItemFailures\" \"x\"]"
            })
    void aListThatIsNotReadWholeIsRefused(String list) throws IOException {
        module.with(FUNCTIONS, "[\"ReportBatchItemFailures\"]", list);

        assertRefused("functions.tf:", "literals and var.NAME here, not [");
    }

    @Test
    void nothingIsReadInAComment() throws IOException {
        module.with(FUNCTIONS, "[\"ReportBatchItemFailures\"]", "[ # \"ReportBatchItemFailures\",\n  ]");

        assertThat(deployment(module.read()).mapping().reportBatchItemFailures())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\t", "\\r", "\\u0041"})
    void anEscapeThatTheLocalCloudDoesNotReadIsNoLetter(String escape) throws IOException {
        module.with(FUNCTIONS, "\"TRIM_HORIZON\"", "\"" + escape + "\"");

        assertRefused("functions.tf:", "in a text, not " + escape.substring(0, 2) + ";");
    }

    @Test
    void whatARulesActionDoesBesidesIsRefusedRatherThanLeftOut() throws IOException {
        module.with(RULES, "  kinesis {", "  kinesis {\n    batch_mode = true");

        assertRefused("rules.tf:", "does not know batch_mode");
    }

    @Test
    void aSecondActionOfARuleIsRefusedRatherThanLeftOut() throws IOException {
        module.with(RULES, "  lambda {", "  lambda {\n    function_arn = \"other\"\n  }\n  lambda {");

        assertRefused("rules.tf:", "needs one block lambda here, and there are 2");
    }

    @Test
    void anActionOfAnotherKindIsRefusedRatherThanLeftOut() throws IOException {
        module.with(RULES, "  lambda {", "  kinesis {\n  }\n  lambda {");

        assertRefused("rules.tf:", "does not know kinesis");
    }

    @Test
    void aBuildWithoutTheModuleSaysSoInOneLine() {
        assertThatThrownBy(() -> TerraformModule.packed(name -> null))
                .isInstanceOf(InvalidDeploymentException.class)
                .hasMessage("terraform/functions.tf: not in this build; build again where the folder terraform is");
    }

    @Test
    void aVariableWithoutADefaultIsNamed() throws IOException {
        module.with(FUNCTIONS, "var.batch_size", "var.functions_package");

        assertRefused("functions.tf:", "var.functions_package has no default");
    }

    @Test
    void aRuleThatIsNotEnabledIsNotRun() throws IOException {
        module.with(RULES, "enabled     = true", "enabled     = false");

        assertRefused("rules.tf:", "runs what is enabled");
    }

    @Test
    void aResourceThatIsNotThereIsNamed() throws IOException {
        module.with(RULES, "\"aws_iot_topic_rule\" \"alarms\"", "\"aws_iot_topic_rule\" \"others\"");

        assertRefused("rules.tf", "there is no resource aws_iot_topic_rule.alarms");
    }

    private void assertRefused(String place, String reason) {
        assertThatThrownBy(() -> deployment(module.read()))
                .isInstanceOf(InvalidDeploymentException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }
}
