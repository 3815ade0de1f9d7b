package io.towersense.agent.command;

import io.towersense.agent.alertlog.AlertEntry;
import io.towersense.agent.alertlog.AlertEntryCodec;
import io.towersense.agent.alertlog.AlertLine;
import io.towersense.agent.alertlog.AlertLogReader;
import io.towersense.agent.configuration.DataFolder;
import io.towersense.agent.status.StoredStatus;
import io.towersense.telemetry.time.Clock;
import io.towersense.telemetry.value.Quantity;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What was raised and cleared at this tower, what is open, and what the cloud has. */
@Command(
        name = "alerts",
        description = "Shows the alarms of this tower: what was raised, what was cleared, and what the cloud has.",
        sortOptions = false)
public final class AlertsCommand implements TowerCommand {
    private static final long LOOK_EVERY_MILLIS = 250;
    private static final int FOLLOWED_FROM = 10;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--open", description = "Only the alarms that are open now.")
    private boolean open;

    @Option(names = "--since", paramLabel = "TIME", description = "Only what was logged in the last 2h, 30min, 7d, ...")
    private @Nullable String since;

    @Option(names = "--device", paramLabel = "ID", description = "Only this device, by its id or its name.")
    private @Nullable String device;

    @Option(
            names = "--follow",
            description = "Go on with what comes, until Ctrl-C; begins with the last ten, or with --since.")
    private boolean follow;

    @Option(names = "--json", description = "One JSON object a line, for a program.")
    private boolean json;

    @Mixin
    private DataFolderOptions where = new DataFolderOptions();

    @Override
    public Integer call() throws InterruptedException {
        if (open && follow) {
            throw new ParameterException(spec.commandLine(), "--open and --follow do not go together");
        }
        Instant from = from();
        DataFolder folder = where.folder();
        if (!Files.isDirectory(folder.path())) {
            throw CommandException.wrong(
                    folder.path() + ": there is no such data folder; name the agent's with --data or --config", null);
        }
        try (AlertLogReader reader = new AlertLogReader(folder)) {
            show(reader, folder, from);
        } catch (IOException e) {
            throw CommandException.wrong(folder.alertLines() + ": cannot be read: " + e.getMessage(), e);
        }
        return 0;
    }

    private void show(AlertLogReader reader, DataFolder folder, Instant from) throws IOException, InterruptedException {
        List<AlertEntry> entries = new ArrayList<>();
        OpenAlarms openAlarms = new OpenAlarms();
        reader.readTo(entry -> {
            openAlarms.add(entry);
            if (!entry.loggedAt().isBefore(from) && isWanted(entry)) {
                entries.add(entry);
            }
        });
        if (open) {
            StoredStatus.read(folder.status(), Clock.system().now())
                    .ifPresent(status -> status.alarms()
                            .forEach(
                                    alarm -> openAlarms.add(alarm, alarm.event().changedAt())));
        }
        List<AlertEntry> shown = open
                ? openAlarms.entries().stream()
                        .filter(entry -> !entry.loggedAt().isBefore(from) && isWanted(entry))
                        .toList()
                : follow && since == null ? last(entries) : entries;
        PrintWriter out = spec.commandLine().getOut();
        Consumer<AlertEntry> printer = printer(shown);
        shown.forEach(printer);
        if (shown.isEmpty() && !json && !follow) {
            out.println(
                    open ? "No alarm is open." : "There is no alert" + (since == null ? "." : " since " + since + "."));
        }
        out.flush();
        while (follow && !out.checkError()) {
            Thread.sleep(LOOK_EVERY_MILLIS);
            reader.readTo(entry -> {
                if (isWanted(entry)) {
                    printer.accept(entry);
                }
            });
        }
    }

    private static List<AlertEntry> last(List<AlertEntry> entries) {
        return entries.subList(Math.max(0, entries.size() - FOLLOWED_FROM), entries.size());
    }

    private Consumer<AlertEntry> printer(List<AlertEntry> entries) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            return entry -> out.println(new String(AlertEntryCodec.encode(entry), StandardCharsets.UTF_8));
        }
        int longest = entries.stream()
                .map(AlertEntry::device)
                .mapToInt(name -> name.codePointCount(0, name.length()))
                .max()
                .orElse(0);
        AlertLine line = new AlertLine(ZoneId.systemDefault(), longest);
        return entry -> out.println(line.format(entry));
    }

    private boolean isWanted(AlertEntry entry) {
        return device == null
                || entry.event().deviceId().equals(device)
                || entry.device().equalsIgnoreCase(device);
    }

    private Instant from() {
        if (since == null) {
            return Instant.MIN;
        }
        try {
            Duration span = Quantity.duration(since);
            return Clock.system().now().minus(span);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--since: " + e.getMessage());
        }
    }
}
