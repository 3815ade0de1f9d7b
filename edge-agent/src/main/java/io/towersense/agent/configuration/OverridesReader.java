package io.towersense.agent.configuration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.towersense.telemetry.rule.Rule;
import io.towersense.telemetry.value.PrintableText;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Overrides as a shadow's desired state writes them, read as strictly as a configuration is. */
final class OverridesReader {
    /** How errors call what is read. */
    static final String SOURCE = "desired";

    private static final int LARGEST = 32 * 1024;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(ConfigurationTree.DEEPEST)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private OverridesReader() {}

    /**
     * Reads what is desired of an agent with that configuration.
     *
     * @param desired a JSON object
     * @throws InvalidConfigurationException with everything that is wrong with it
     */
    static Overrides read(byte[] desired, AgentConfiguration configuration) {
        Problems problems = new Problems();
        Node.Section tree = ConfigurationTree.of(map(desired, problems), problems);
        problems.failIfAny(SOURCE);
        Fields root = new Fields("", tree, problems);
        List<Rule> rules = RulesReader.byId(root);
        Optional<Duration> interval = DevicesReader.interval(root);
        Map<String, Duration> intervals = intervals(root.section("devices"), configuration);
        root.finish();
        problems.failIfAny(SOURCE);
        return new Overrides(rules, interval, intervals);
    }

    private static Map<String, Duration> intervals(Fields devices, AgentConfiguration configuration) {
        TreeSet<String> known = new TreeSet<>();
        configuration.devices().forEach(device -> known.add(device.id()));
        Map<String, Duration> intervals = new LinkedHashMap<>();
        for (String id : devices.keys()) {
            Fields device = devices.section(id);
            if (!known.contains(id)) {
                devices.refuse(id, "is no device here; " + Words.hint(id, known));
            } else if (devices.hasSection(id)) {
                device.require("interval", "10s");
                DevicesReader.interval(device).ifPresent(interval -> intervals.put(id, interval));
                device.finish();
            }
        }
        return intervals;
    }

    private static Map<?, ?> map(byte[] desired, Problems problems) {
        if (desired.length > LARGEST) {
            problems.add("", 0, "is larger than 32 KiB; no shadow is");
            return Map.of();
        }
        try {
            if (MAPPER.readValue(desired, Object.class) instanceof Map<?, ?> map) {
                return map;
            }
            problems.add("", 0, "is no section; write {} for no override");
        } catch (JsonProcessingException e) {
            problems.add("", 0, "is no valid JSON: " + firstLine(e));
        } catch (IOException e) {
            problems.add("", 0, "cannot be read");
        }
        return Map.of();
    }

    private static String firstLine(JsonProcessingException e) {
        return PrintableText.onOneLine(
                String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("syntax"));
    }
}
