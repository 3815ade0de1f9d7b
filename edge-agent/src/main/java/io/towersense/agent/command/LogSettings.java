package io.towersense.agent.command;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where the log goes and how much of it there is, as {@code logback.xml} reads it from system properties. The agent's log
 * is its standard output; every other command has something else to print there.
 */
final class LogSettings {
    private LogSettings() {}

    /** To be called before anything logs. A property that is set already stands. */
    static void apply(String... arguments) {
        boolean isVerbose = Arrays.asList(arguments).contains("--verbose");
        boolean isAgent = TowerProgram.wanted(arguments).equals(Optional.of("agent"));
        set("tower.log.target", isAgent ? "System.out" : "System.err");
        set("tower.log.level", isVerbose ? "DEBUG" : isAgent ? "INFO" : "WARN");
        set("tower.log.trace", isVerbose ? "%ex" : "%nopex");
    }

    private static void set(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
