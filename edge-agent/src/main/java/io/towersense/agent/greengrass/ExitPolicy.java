package io.towersense.agent.greengrass;

import io.towersense.telemetry.time.Clock;
import io.towersense.telemetry.time.Spans;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When an agent that its nucleus has left is to end: so that the nucleus, or the next one, starts a new one, and never so
 * often that it gives the component up. While it may not end it goes on sampling, judging and storing. It remembers in a
 * file of the data folder when it has ended, and where it cannot write there it does not end.
 */
public final class ExitPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(ExitPolicy.class);
    private static final String FILE = "greengrass.exits";
    private static final Duration LONGEST_ABSENCE = Duration.ofMinutes(10);

    /**
     * The end of the agent.
     *
     * @param code for the process: where it is not 0, the nucleus counts an error and starts the component again; where it
     *     is 0 after a {@code Startup} the nucleus leaves it at that
     * @param reason one line
     */
    public record Exit(int code, String reason) {}

    private final Path file;
    private final String bootId;
    private final Clock clock;

    private ExitPolicy(Path file, String bootId, Clock clock) {
        this.file = file;
        this.bootId = bootId;
        this.clock = clock;
    }

    /**
     * The policy of the agent with that data folder.
     *
     * @param bootId this boot of the machine
     */
    public static ExitPolicy of(Path folder, String bootId, Clock clock) {
        return new ExitPolicy(folder.resolve(FILE), bootId, clock);
    }

    /**
     * Decides, and writes the end down if it is one; whoever gets one is to end soon, and cleanly.
     *
     * @param absence how the nucleus is absent
     * @param isAwaited whether another agent waits for the outbox, which a restarted nucleus has started
     */
    public synchronized Optional<Exit> decide(Absence absence, boolean isAwaited) {
        if (absence.isRefused() && isAwaited) {
            return Optional.of(new Exit(0, "another nucleus has started another agent, which waits for the outbox"));
        }
        if (!absence.isRefused() && absence.lasted().compareTo(LONGEST_ABSENCE) < 0) {
            return Optional.empty();
        }
        ExitHistory.Exit next = new ExitHistory.Exit(bootId, clock.monotonic(), clock.now());
        try {
            ExitHistory history = read();
            if (!history.allows(next)) {
                return Optional.empty();
            }
            write(history.with(next));
        } catch (IOException e) {
            LOG.debug("the agent stays, for it cannot write down that it ends: {}", e.toString());
            return Optional.empty();
        }
        return Optional.of(
                new Exit(1, "the nucleus was absent for " + Spans.format(absence.lasted()) + ": " + absence.reason()));
    }

    private ExitHistory read() throws IOException {
        try {
            return ExitHistory.parse(Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream());
        } catch (NoSuchFileException e) {
            return ExitHistory.EMPTY;
        }
    }

    private void write(ExitHistory history) throws IOException {
        Path next = file.resolveSibling(FILE + ".new");
        Files.write(next, history.format().toList());
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
