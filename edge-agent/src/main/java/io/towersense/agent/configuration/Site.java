package io.towersense.agent.configuration;

import java.util.Optional;

/**
 * The place that the gateway watches.
 *
 * @param id as it stands in readings, 1 to 128 of {@code [A-Za-z0-9_.:-]}
 * @param name for people
 * @param place how to get there
 * @param whatToDo what helps at this site, where a device does not say so itself
 */
public record Site(Optional<String> id, Optional<String> name, Optional<String> place, Optional<String> whatToDo) {
    /** A site of which nothing is known. */
    public static final Site UNNAMED = new Site(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The name for people; the id where there is none. */
    public Optional<String> label() {
        return name.or(() -> id);
    }
}
