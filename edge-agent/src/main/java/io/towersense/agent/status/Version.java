package io.towersense.agent.status;

import java.util.Optional;

/** What this program is called and which one it is. */
public final class Version {
    private Version() {}

    /** The version of the agent's jar; {@code development} where it does not run from a jar. */
    public static String agent() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** The version of the Java that runs it. */
    public static String java() {
        return System.getProperty("java.version", "unknown");
    }
}
