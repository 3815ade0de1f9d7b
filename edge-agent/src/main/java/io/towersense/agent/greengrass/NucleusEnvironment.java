package io.towersense.agent.greengrass;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a nucleus puts into the environment of its components.
 *
 * @param socket where the nucleus listens
 * @param token what it knows this component by, a secret
 * @param thing the name of the core device
 */
public record NucleusEnvironment(Path socket, String token, String thing) {
    private static final String SOCKET = "AWS_GG_NUCLEUS_DOMAIN_SOCKET_FILEPATH_FOR_COMPONENT";
    private static final String TOKEN = "SVCUID";
    private static final String THING = "AWS_IOT_THING_NAME";

    /**
     * Reads it from the environment of this process.
     *
     * @throws NotAComponentException if something is missing; one line
     */
    public static NucleusEnvironment of(Map<String, String> environment) {
        return new NucleusEnvironment(
                Path.of(require(environment, SOCKET)), require(environment, TOKEN), require(environment, THING));
    }

    private static String require(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new NotAComponentException("this is no Greengrass component: the environment has no " + name
                    + "; let a Greengrass nucleus start it, or choose another uplink");
        }
        return value;
    }

    @Override
    public String toString() {
        return "nucleus at " + socket + ", thing " + thing;
    }
}
