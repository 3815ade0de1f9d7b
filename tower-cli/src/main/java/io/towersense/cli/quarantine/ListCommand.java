package io.towersense.cli.quarantine;

import io.towersense.cli.options.SpanConverter;
import io.towersense.telemetry.time.Clock;
import java.io.PrintWriter;
import java.time.Duration;
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

/** {@code tower quarantine list}: what is in quarantine, the newest first, and how much of it. */
@Command(
        name = "list",
        description = "Lists what is in quarantine, the newest first, and how much there is by reason.",
        sortOptions = false,
        footer = {"", "Example: tower quarantine list --bucket NAME --since 2d --reason invalid"})
final class ListCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "PREFIX",
            defaultValue = "",
            description = "Only objects whose key begins so, such as 2026-11-22 or rule-errors/.")
    private String prefix = "";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = SpanConverter.class,
            description = "Only what was set aside in the last 2h, 30min, 7d, ...")
    private @Nullable Duration since;

    @Mixin
    private SelectionOptions selected = new SelectionOptions();

    @Option(names = "--limit", defaultValue = "20", description = "How many are shown. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Mixin
    private QuarantineOptions where = new QuarantineOptions();

    @Option(names = "--json", description = "One JSON object, for a program.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        if (limit < 0) {
            throw new ParameterException(spec.commandLine(), "--limit: '" + limit + "' is not 0 or more");
        }
        Clock clock = Clock.system();
        Selection selection =
                selected.selection(prefix, Optional.ofNullable(since).map(clock.now()::minus));
        PrintWriter out = spec.commandLine().getOut();
        try (QuarantineBucket bucket = where.open()) {
            Listing listing = Listing.of(bucket, selection, limit);
            Claims claims = new Claims(bucket, QuarantineOptions.operator(), clock);
            List<ListPage.Row> rows = new ArrayList<>();
            for (ListedObject listed : listing.newest()) {
                rows.add(new ListPage.Row(listed, claims.latest(listed.stored().key())));
            }
            ListPage page = new ListPage(rows, listing, prefix);
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
