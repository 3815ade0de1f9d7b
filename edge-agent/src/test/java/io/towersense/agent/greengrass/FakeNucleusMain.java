package io.towersense.agent.greengrass;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * A fake nucleus as a process of its own, for an agent on another machine's processor. The socket and the token come from
 * the same variables of the environment as a component's, {@code FAKE_BROKER} names a broker to lead to, {@code
 * FAKE_CONFIGURATION} a JSON file with the component's configuration. A line on standard input prints what it knows by
 * then; the end of standard input ends it.
 */
public final class FakeNucleusMain {
    private FakeNucleusMain() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> environment = System.getenv();
        NucleusEnvironment own = NucleusEnvironment.of(environment);
        try (FakeNucleus nucleus = FakeNucleus.start(own.socket(), own.token())) {
            String configuration = environment.get("FAKE_CONFIGURATION");
            if (configuration != null) {
                nucleus.configuration()
                        .set(JsonMapper.builder()
                                .build()
                                .readValue(Path.of(configuration).toFile(), new TypeReference<>() {}));
            }
            String broker = environment.get("FAKE_BROKER");
            if (broker != null) {
                BrokerCloud.connect(URI.create(broker), nucleus.iotCore());
            }
            System.out.println("listening at " + own.socket());
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (input.readLine() != null) {
                System.out.println("connections=" + nucleus.connections()
                        + " published=" + nucleus.iotCore().published().size()
                        + " spooled=" + nucleus.iotCore().spooled()
                        + " states=" + nucleus.lifecycle().reported());
            }
        }
    }
}
