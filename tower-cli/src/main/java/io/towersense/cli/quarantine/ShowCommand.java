package io.towersense.cli.quarantine;

import io.towersense.agent.command.CommandException;
import io.towersense.telemetry.time.Clock;
import io.towersense.telemetry.value.PrintableText;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code tower quarantine show}: one object, what it holds, and what to do about it. */
@Command(
        name = "show",
        description = "Shows one object: why it is in quarantine, what to do about it, and what it holds.",
        sortOptions = false)
final class ShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", description = "The object, as list names it.")
    private String key = "";

    @Mixin
    private QuarantineOptions where = new QuarantineOptions();

    @Option(names = "--json", description = "One JSON object, for a program, with all that it holds.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (QuarantineBucket bucket = where.open()) {
            Claims claims = new Claims(bucket, QuarantineOptions.operator(), Clock.system());
            Whereabouts whereabouts = new Whereabouts(bucket, claims);
            HeldObject held = whereabouts
                    .held(key)
                    .orElseThrow(() -> CommandException.wrong(
                            PrintableText.onOneLine(key) + ": " + whereabouts.ofAbsent(key), null));
            ShowPage page = new ShowPage(held, claims.latest(key));
            if (json) {
                out.println(JsonOutput.line(page.json()));
            } else {
                page.lines().forEach(out::println);
            }
        } catch (SdkException e) {
            throw where.wrong(e);
        }
        return 0;
    }
}
