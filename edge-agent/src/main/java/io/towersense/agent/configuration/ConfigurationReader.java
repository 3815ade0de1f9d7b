package io.towersense.agent.configuration;

import io.towersense.agent.outbox.OutboxSettings;
import io.towersense.telemetry.message.Topics;
import io.towersense.telemetry.rule.RuleSet;
import io.towersense.telemetry.value.Identifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a configuration means where it is read, whether it came as a text or from a Greengrass nucleus. */
public final class ConfigurationReader {
    private static final String UNKNOWN_THING = "unknown";

    private final Surroundings surroundings;
    private final Drivers drivers;

    /** Reads configurations for an agent that runs in those surroundings and has those drivers. */
    public ConfigurationReader(Surroundings surroundings, Drivers drivers) {
        this.surroundings = surroundings;
        this.drivers = drivers;
    }

    /**
     * Reads a configuration that came as a map of texts, numbers, booleans, lists and maps, as a nucleus gives it: all
     * of its numbers may be doubles.
     *
     * @param source how errors call it
     * @throws InvalidConfigurationException with everything that is wrong with it
     */
    public AgentConfiguration read(Map<String, Object> configuration, String source) {
        Problems problems = new Problems();
        Node.Section tree = ConfigurationTree.of(configuration, problems);
        problems.failIfAny(source);
        AgentConfiguration read = read(new Fields("", tree, problems));
        problems.failIfAny(source);
        return read;
    }

    AgentConfiguration read(Fields root) {
        if (surroundings.nucleusThing().isEmpty()) {
            root.require("gateway", "{thing: tower-0042}");
        }
        Gateway gateway = gateway(root.section("gateway"), root.hasSection("gateway"));
        Site site = site(root.section("site"));
        List<Device> devices = new DevicesReader(drivers).read(root);
        RuleSet rules = RulesReader.read(root);
        UplinkConfiguration uplink = new UplinkReader(surroundings).read(root.section("uplink"), gateway.thing());
        StorageReader storage = new StorageReader(surroundings);
        Fields outbox = root.section("outbox");
        Optional<Path> outboxFolder = storage.outboxFolder(outbox);
        OutboxSettings outboxSettings = StorageReader.outbox(outbox);
        AlertLogSettings alertLog = StorageReader.alertLog(root.section("alert_log"));
        DataFolder dataFolder = storage.dataFolder(root);
        root.finish();
        return new AgentConfiguration(
                gateway, site, devices, rules, uplink, outboxSettings, outboxFolder, alertLog, dataFolder);
    }

    private Gateway gateway(Fields fields, boolean isThere) {
        Optional<String> known = surroundings.nucleusThing();
        if (isThere && known.isEmpty()) {
            fields.require("thing", "tower-0042");
        }
        Optional<String> given = fields.text("thing", Topics::isThing, "1 to 128 letters, digits and : _ -");
        // The cloud takes the name from the topic, and the nucleus may publish to its own only.
        given.filter(text -> known.isPresent() && !known.get().equals(text))
                .ifPresent(text -> fields.refuse(
                        "thing",
                        Words.quoted(text) + " is not the name of this core, " + known.get() + "; leave it out"));
        String thing = known.or(() -> given).orElse(UNKNOWN_THING);
        String name = fields.words("name").orElse(thing);
        fields.finish();
        return new Gateway(thing, name);
    }

    private static Site site(Fields fields) {
        Optional<String> id = fields.text("id", Identifier::isIdentifier, Identifier.DESCRIPTION);
        Site site = new Site(id, fields.words("name"), fields.words("place"), fields.words("what_to_do"));
        fields.finish();
        return site;
    }
}
