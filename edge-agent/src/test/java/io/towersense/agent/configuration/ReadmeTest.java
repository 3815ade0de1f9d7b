package io.towersense.agent.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.agent.outbox.OutboxSettings;
import io.towersense.agent.uplink.DeliverySettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README shows is true. */
class ReadmeTest {

    @Test
    void theSampleConfigurationIsOneAndShowsTheDefaults() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int begin = readme.indexOf("```yaml\n") + "```yaml\n".length();
        String sample = readme.substring(begin, readme.indexOf("```", begin));
        AgentConfiguration configuration = ConfigurationFile.parse(
                sample.getBytes(StandardCharsets.UTF_8), "README.md", Path.of(""), Drivers.installed());
        assertThat(configuration.outbox()).isEqualTo(OutboxSettings.DEFAULTS);
        assertThat(configuration.alertLog()).isEqualTo(AlertLogSettings.DEFAULTS);
        assertThat(configuration.uplink().delivery()).isEqualTo(DeliverySettings.DEFAULTS);
        assertThat(configuration.uplink())
                .isEqualTo(UplinkConfiguration.local(UplinkConfiguration.DEFAULT_BROKER, "tower-0042"));
        assertThat(configuration.devices().get(0).interval()).isEqualTo(Device.DEFAULT_INTERVAL);
    }
}
