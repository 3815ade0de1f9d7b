package io.towersense.cli.quarantine;

import io.towersense.telemetry.time.Clock;
import io.towersense.telemetry.value.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
            "Deletes objects; a versioned bucket keeps what they held for 30 days more, as versions that are not current."
                    + " Who did, when and why stays in the bucket as dropped/KEY.",
            "An object that somebody claimed to put back, and of which nobody knows whether it arrived, is refused."
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

    @Option(
            names = "--claimed",
            description = "Drop what is claimed, too: its readings are in the table, or in quarantine again, or not"
                    + " wanted.")
    private boolean claimed;

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
            Claims claims = new Claims(bucket, operator, clock);
            Drops drops = new Drops(bucket);
            Whereabouts whereabouts = new Whereabouts(bucket, claims);
            for (String key : keys) {
                Optional<HeldObject> held = whereabouts.held(key);
                Optional<Claim> claim = held.isEmpty() || claimed
                        ? Optional.empty()
                        : claims.latest(key).filter(there -> !there.isDone());
                if (held.isEmpty()) {
                    report.add(key, Outcome.refused(whereabouts.ofAbsent(key)));
                } else if (claim.isPresent()) {
                    report.add(
                            key,
                            Outcome.refused(
                                    "is " + claim.get().describe() + ". If that is settled: --claimed drops it"));
                } else {
                    // The note comes first: what is gone is never gone without a word.
                    drops.note(Drop.of(held.get(), operator, clock.now(), because));
                    bucket.delete(key);
                    report.add(key, Outcome.done("dropped"));
                }
            }
        } catch (SdkException e) {
            throw where.wrong(e);
        }
        report.close("dropped");
        return report.isFine() ? 0 : SOMETHING_IS_WRONG;
    }
}
