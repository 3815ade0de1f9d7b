package io.towersense.agent.command;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Where the log goes and how much of it there is, as {@code logback.xml} reads it from system properties. The agent's log
 * is its standard output; every other command has something else to print there. A nucleus tells the time itself, and
 * the level by the stream: it logs standard output at INFO and standard error at WARN.
 */
final class LogSettings {
    private static final String NUCLEUS_SOCKET = "AWS_GG_NUCLEUS_DOMAIN_SOCKET_FILEPATH_FOR_COMPONENT";

    private LogSettings() {}

    /** To be called before anything logs. A property that is set already stands. */
    static void apply(Map<String, String> environment, String... arguments) {
        boolean isVerbose = Arrays.asList(arguments).contains("--verbose");
        boolean isAgent = TowerProgram.wanted(arguments).equals(Optional.of("agent"));
        boolean isComponent = isAgent && environment.containsKey(NUCLEUS_SOCKET);
        set("tower.log.target", isAgent ? "System.out" : "System.err");
        set("tower.log.warnings", isAgent && !isComponent ? "System.out" : "System.err");
        set("tower.log.time", isComponent ? "" : "%d{yyyy-MM-dd HH:mm:ss.SSS xxx} ");
        set("tower.log.level", isVerbose ? "DEBUG" : isAgent ? "INFO" : "WARN");
        set("tower.log.trace", isVerbose ? "%ex" : "%nopex");
    }

    private static void set(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
