package io.towersense.agent.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.towersense.agent.configuration.DataFolder;
import io.towersense.agent.status.StatusPage;
import io.towersense.agent.status.StoredStatus;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is wrong at this tower at the moment, and what to do about it. */
@Command(
        name = "status",
        description = {
            "Shows what is wrong at this tower, and what to do about it; then its devices and the way to the cloud.",
            "The exit code is 1 where an alarm is open, or the agent does not run or does not report."
        },
        sortOptions = false)
public final class StatusCommand implements TowerCommand {
    private static final int SOMETHING_IS_WRONG = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "One JSON object, for a program.")
    private boolean json;

    @Mixin
    private DataFolderOptions where = new DataFolderOptions();

    @Override
    public Integer call() {
        DataFolder folder = where.folder();
        Instant now = Clock.system().now();
        StoredStatus status = read(folder, now);
        StatusPage page = new StatusPage(status, now, ZoneId.systemDefault());
        boolean isRunning = status.isAlive() && !status.isStale();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode object = status.json().deepCopy();
            object.put("running", isRunning);
            object.put("age_s", status.age().toSeconds());
            page.wrong().forEach(object.putArray("wrong")::add);
            out.println(object);
        } else {
            page.lines().forEach(out::println);
        }
        return isRunning && status.alarms().isEmpty() ? 0 : SOMETHING_IS_WRONG;
    }

    private static StoredStatus read(DataFolder folder, Instant now) {
        Optional<StoredStatus> status;
        try {
            status = StoredStatus.read(folder.status(), now);
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason is known");
            throw CommandException.wrong(folder.status() + ": cannot be read: " + reason, e);
        }
        return status.orElseThrow(() -> CommandException.wrong(
                folder.path() + ": no agent has run with this data folder; start one, or name its folder with --data or"
                        + " --config",
                null));
    }
}
