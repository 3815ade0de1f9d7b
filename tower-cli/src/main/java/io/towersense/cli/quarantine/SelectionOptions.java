package io.towersense.cli.quarantine;

import io.towersense.agent.command.CommandException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which objects in quarantine. */
final class SelectionOptions {
    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Only these: undecodable, invalid, foreign_device, stale_revision, bare_not_accepted,"
                    + " refused_by_table, rule_error, discarded_batch, failed_invocation, unknown.")
    private @Nullable String reason;

    @Option(names = "--thing", paramLabel = "NAME", description = "Only what this thing sent.")
    private @Nullable String thing;

    boolean isEmpty() {
        return reason == null && thing == null;
    }

    Selection selection(String prefix, Optional<Instant> since) {
        return new Selection(
                prefix, since, Optional.ofNullable(reason).map(SelectionOptions::known), Optional.ofNullable(thing));
    }

    private static HeldReason known(String word) {
        return HeldReason.of(word)
                .orElseThrow(() -> CommandException.usage(
                        List.of("--reason: '" + word + "' is none of " + String.join(", ", HeldReason.labels())),
                        null));
    }
}
