package io.towersense.agent.greengrass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NucleusEnvironmentTest {
    private static final Map<String, String> COMPONENT = Map.of(
            "AWS_GG_NUCLEUS_DOMAIN_SOCKET_FILEPATH_FOR_COMPONENT", "/greengrass/v2/ipc.socket",
            "SVCUID", "secret",
            "AWS_IOT_THING_NAME", "gateway-1");

    @Test
    void itIsReadFromTheVariablesOfAComponentAndKeepsItsSecret() {
        NucleusEnvironment environment = NucleusEnvironment.of(COMPONENT);
        assertThat(environment)
                .isEqualTo(new NucleusEnvironment(Path.of("/greengrass/v2/ipc.socket"), "secret", "gateway-1"));
        assertThat(environment).hasToString("nucleus at /greengrass/v2/ipc.socket, thing gateway-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_GG_NUCLEUS_DOMAIN_SOCKET_FILEPATH_FOR_COMPONENT", "SVCUID", "AWS_IOT_THING_NAME"})
    void whatIsMissingIsNamed(String variable) {
        Map<String, String> environment = new HashMap<>(COMPONENT);
        environment.remove(variable);
        assertThatThrownBy(() -> NucleusEnvironment.of(environment))
                .isInstanceOf(NotAComponentException.class)
                .hasMessage("this is no Greengrass component: the environment has no " + variable
                        + "; let a Greengrass nucleus start it, or choose another uplink");
        environment.put(variable, " ");
        assertThatThrownBy(() -> NucleusEnvironment.of(environment)).isInstanceOf(NotAComponentException.class);
    }
}
