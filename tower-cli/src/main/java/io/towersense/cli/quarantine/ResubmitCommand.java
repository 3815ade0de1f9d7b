package io.towersense.cli.quarantine;

import io.towersense.telemetry.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code tower quarantine resubmit}: puts objects back, each once. */
@Command(
        name = "resubmit",
        description = {
            "Puts messages back as they were sent, once their cause is mended: readings into the stream, alarms to the"
                    + " alert handler. They say where they come from (resubmitted_from), complete the table, raise no"
                    + " alarm by themselves, and are gone from quarantine.",
            "Each object once: whoever puts it back claims it first (resubmitted/KEY), and a second try is refused."
                    + " The first that does not get through, or nobody knows, ends the command."
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  tower quarantine resubmit --bucket NAME --stream NAME KEY",
            "  tower quarantine resubmit --all-of --reason foreign_device --thing gw-7 --dry-run"
        })
final class ResubmitCommand implements Callable<Integer> {
    private static final int SOMETHING_IS_WRONG = 1;
    private static final String STREAM_VARIABLE = "TOWERSENSE_STREAM";
    private static final String ALERT_FUNCTION_VARIABLE = "TOWERSENSE_ALERT_FUNCTION";

    @Parameters(arity = "0..*", paramLabel = "KEY", description = "The objects, as list names them.")
    private List<String> keys = new ArrayList<>();

    @Option(names = "--all-of", description = "All of a --reason, a --thing, or both, but what came back in vain.")
    private boolean allOf;

    @Mixin
    private SelectionOptions selected = new SelectionOptions();

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    @Option(names = "--again", description = "Put back what was claimed before, too.")
    private boolean again;

    @Option(
            names = "--bare",
            description = "Put back records without an envelope, too: as they are, so they pass for new ones, and only"
                    + " where ACCEPT_BARE=true.")
    private boolean bare;

    @Option(
            names = "--stream",
            paramLabel = "NAME",
            description = "The stream, Terraform's output stream_name. Without this: the environment variable "
                    + STREAM_VARIABLE + ".")
    private @Nullable String stream;

    @Option(
            names = "--alert-function",
            paramLabel = "NAME",
            description = "The alert handler, for alarms: Terraform's output alert_handler_alias_arn. Without this: the"
                    + " environment variable " + ALERT_FUNCTION_VARIABLE + ".")
    private @Nullable String alertFunction;

    @Mixin
    private QuarantineOptions where = new QuarantineOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (allOf == !keys.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "name KEYs, or --all-of with --reason or --thing");
        }
        if (allOf == selected.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    allOf ? "--all-of: name a --reason or a --thing" : "--reason and --thing need --all-of");
        }
        Clock clock = Clock.system();
        Report report = new Report(spec.commandLine());
        try (QuarantineBucket bucket = where.open();
                Destination destination = where.destination(
                        named(stream, STREAM_VARIABLE), named(alertFunction, ALERT_FUNCTION_VARIABLE))) {
            Claims claims = new Claims(bucket, QuarantineOptions.operator(), clock);
            Resubmission resubmission =
                    new Resubmission(bucket, claims, destination, new Resubmission.Terms(again, bare, dryRun));
            if (allOf) {
                Selection selection = selected.selection("", Optional.empty());
                new BulkResubmission(bucket, selection, resubmission, report).run(clock.now());
            } else {
                putBack(new Whereabouts(bucket, claims), resubmission, report);
            }
        } catch (SdkException e) {
            throw where.wrong(e);
        }
        report.close(dryRun ? "would be put back" : "put back");
        return report.isFine() ? 0 : SOMETHING_IS_WRONG;
    }

    private void putBack(Whereabouts whereabouts, Resubmission resubmission, Report report) {
        for (String key : keys) {
            report.add(
                    key,
                    whereabouts
                            .held(key)
                            .map(resubmission::putBack)
                            .orElseGet(() -> Outcome.refused(whereabouts.ofAbsent(key))));
            if (report.isCutOff()) {
                return;
            }
        }
    }

    private static Optional<String> named(@Nullable String option, String variable) {
        return Optional.ofNullable(option != null ? option : System.getenv(variable))
                .filter(name -> !name.isBlank());
    }
}
