package io.towersense.cli.quarantine;

import io.towersense.telemetry.time.Clock;
import io.towersense.telemetry.value.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code tower quarantine drop}: gives objects up, and says who did and why. */
@Command(
        name = "drop",
        description = {
            "Deletes objects for good. Who did, when and why stays in the bucket as dropped/KEY; the readings do not."
        },
        sortOptions = false,
        footer = {"", "Example: tower quarantine drop --bucket NAME --because \"a test of the installer\" KEY"})
final class DropCommand implements Callable<Integer> {
    private static final int SOMETHING_IS_WRONG = 1;

    @Parameters(arity = "1..*", paramLabel = "KEY", description = "The objects, as list names them.")
    private List<String> keys = new ArrayList<>();

    @Option(
            names = "--because",
            required = true,
            paramLabel = "TEXT",
            description = "Why nobody will miss it, for who asks later.")
    private String because = "";

    @Option(names = "--yes", description = "Yes, more than one.")
    private boolean yes;

    @Mixin
    private QuarantineOptions where = new QuarantineOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (!PrintableText.isPrintable(because, PrintableText.LONGEST * 4)) {
            throw new ParameterException(spec.commandLine(), "--because: say why, in one line");
        }
        if (keys.size() > 1 && !yes) {
            throw new ParameterException(spec.commandLine(), keys.size() + " objects would be gone: add --yes");
        }
        Clock clock = Clock.system();
        String operator = QuarantineOptions.operator();
        Report report = new Report(spec.commandLine());
        try (QuarantineBucket bucket = where.open()) {
            Whereabouts whereabouts = new Whereabouts(bucket, new Claims(bucket, operator, clock));
            for (String key : keys) {
                report.add(
                        key,
                        whereabouts
                                .held(key)
                                .map(held -> drop(bucket, Drop.of(held, operator, clock.now(), because)))
                                .orElseGet(() -> Outcome.refused(whereabouts.ofAbsent(key))));
            }
        } catch (SdkException e) {
            throw where.wrong(e);
        }
        report.close("dropped");
        return report.isFine() ? 0 : SOMETHING_IS_WRONG;
    }

    /** The note comes first: what is gone is never gone without a word. */
    private static Outcome drop(QuarantineBucket bucket, Drop drop) {
        bucket.write(QuarantineBucket.DROPPED + drop.key(), drop.encode());
        bucket.delete(drop.key());
        return Outcome.done("dropped");
    }
}
