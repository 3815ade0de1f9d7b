package io.towersense.agent.greengrass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComponentSettingsTest {
    @Test
    void theCoresNameStandsWhereverTheRecipeVariableWas() {
        Map<String, Object> tree = Map.of(
                "devices", List.of(Map.of("id", "{iot:thingName}-cab1", "name", "Cabinet of {iot:thingName}")),
                "uplink", Map.of("window", 5L, "shadow", true));
        assertThat(ComponentSettings.of(tree, "tower-0042"))
                .isEqualTo(Map.of(
                        "devices", List.of(Map.of("id", "tower-0042-cab1", "name", "Cabinet of tower-0042")),
                        "uplink", Map.of("window", 5L, "shadow", true)));
    }

    @Test
    void theComponentsRightsAreNoneOfTheAgentsSettings() {
        assertThat(ComponentSettings.of(Map.of("accessControl", Map.of("a", "b"), "site", Map.of()), "tower-0042"))
                .isEqualTo(Map.of("site", Map.of()));
        assertThat(ComponentSettings.of(null, "tower-0042")).isEmpty();
    }
}
