package io.towersense.agent.configuration;

/**
 * The machine on which the agent runs.
 *
 * @param thing its name in the cloud, 1 to 128 of {@code [A-Za-z0-9:_-]}
 * @param name its name for people
 */
public record Gateway(String thing, String name) {
    /** A gateway that people call as the cloud does. */
    public static Gateway of(String thing) {
        return new Gateway(thing, thing);
    }
}
