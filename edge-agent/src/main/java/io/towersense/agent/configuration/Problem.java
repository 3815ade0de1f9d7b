package io.towersense.agent.configuration;

import java.util.OptionalInt;

/**
 * One thing that is wrong with a configuration.
 *
 * @param path of the value, such as {@code rules[2].for}; empty for the whole file
 * @param line of the file, from 1; empty where the configuration is no file
 * @param text what the value is, and what it may be
 */
public record Problem(String path, OptionalInt line, String text) {

    /** A problem on that line; zero where there are no lines. */
    static Problem at(String path, int line, String text) {
        return new Problem(path, line > 0 ? OptionalInt.of(line) : OptionalInt.empty(), text);
    }

    /** The problem as one line: {@code rules[2].for: '60' has no unit; write 60s}. */
    public String message() {
        return path.isEmpty() ? text : path + ": " + text;
    }

    /** The problem as one line that names the place in the file: {@code agent.yaml:14: ...}. */
    public String messageIn(String file) {
        return file + (line.isPresent() ? ":" + line.getAsInt() : "") + ": " + message();
    }
}
