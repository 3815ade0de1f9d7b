package io.towersense.agent.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command that cannot be done. Each line says what, where and what to do. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int SOMETHING_IS_WRONG = 1;
    private static final int WRONG_USAGE = 2;

    private final int exitCode;
    private final transient List<String> lines;

    private CommandException(int exitCode, List<String> lines, @Nullable Throwable cause) {
        super(String.join("\n", lines), cause);
        this.exitCode = exitCode;
        this.lines = List.copyOf(lines);
    }

    /** Something is wrong with the world: exit code 1. */
    public static CommandException wrong(String line, @Nullable Throwable cause) {
        return new CommandException(SOMETHING_IS_WRONG, List.of(line), cause);
    }

    /** Something is wrong with what the command was given: exit code 2. */
    public static CommandException usage(List<String> lines, @Nullable Throwable cause) {
        return new CommandException(WRONG_USAGE, lines, cause);
    }

    public int exitCode() {
        return exitCode;
    }

    /** What to tell, line by line. */
    public List<String> lines() {
        return lines;
    }
}
