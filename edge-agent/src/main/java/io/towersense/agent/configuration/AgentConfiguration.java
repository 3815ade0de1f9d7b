package io.towersense.agent.configuration;

import io.towersense.agent.outbox.OutboxSettings;
import io.towersense.telemetry.rule.RuleSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that an agent is told.
 *
 * @param gateway the machine on which it runs
 * @param site the place that it watches
 * @param devices what it reads; their ids differ
 * @param rules what it holds the readings to
 * @param uplink the way to the cloud
 * @param outbox how what waits for the cloud is kept
 * @param outboxFolder where the outbox is, if not in the data folder
 * @param alertLog how much the alert log may grow
 * @param dataFolder where it keeps what has to last
 */
public record AgentConfiguration(
        Gateway gateway,
        Site site,
        List<Device> devices,
        RuleSet rules,
        UplinkConfiguration uplink,
        OutboxSettings outbox,
        Optional<Path> outboxFolder,
        AlertLogSettings alertLog,
        DataFolder dataFolder) {

    /** @throws IllegalArgumentException if two devices have one id */
    public AgentConfiguration {
        devices = List.copyOf(devices);
        if (devices.stream().map(Device::id).distinct().count() < devices.size()) {
            throw new IllegalArgumentException("devices: two have one id; each device has an id of its own");
        }
    }

    /** A configuration with the defaults: plain MQTT to this machine, the default rules, no devices yet. */
    public static AgentConfiguration of(String thing, Path dataFolder) {
        return new AgentConfiguration(
                Gateway.of(thing),
                Site.UNNAMED,
                List.of(),
                RuleSet.DEFAULTS,
                UplinkConfiguration.local(UplinkConfiguration.DEFAULT_BROKER, thing),
                OutboxSettings.DEFAULTS,
                Optional.empty(),
                AlertLogSettings.DEFAULTS,
                new DataFolder(dataFolder));
    }

    /** Where the outbox is. */
    public Path outboxPath() {
        return outboxFolder.orElseGet(dataFolder::outbox);
    }

    /** The same configuration for another gateway, whose topics the uplink keeps. */
    public AgentConfiguration withGateway(Gateway value) {
        return new AgentConfiguration(value, site, devices, rules, uplink, outbox, outboxFolder, alertLog, dataFolder);
    }

    public AgentConfiguration withSite(Site value) {
        return new AgentConfiguration(
                gateway, value, devices, rules, uplink, outbox, outboxFolder, alertLog, dataFolder);
    }

    public AgentConfiguration withDevices(List<Device> value) {
        return new AgentConfiguration(gateway, site, value, rules, uplink, outbox, outboxFolder, alertLog, dataFolder);
    }

    public AgentConfiguration withRules(RuleSet value) {
        return new AgentConfiguration(
                gateway, site, devices, value, uplink, outbox, outboxFolder, alertLog, dataFolder);
    }

    public AgentConfiguration withUplink(UplinkConfiguration value) {
        return new AgentConfiguration(gateway, site, devices, rules, value, outbox, outboxFolder, alertLog, dataFolder);
    }

    public AgentConfiguration withOutbox(OutboxSettings value) {
        return new AgentConfiguration(gateway, site, devices, rules, uplink, value, outboxFolder, alertLog, dataFolder);
    }

    public AgentConfiguration withAlertLog(AlertLogSettings value) {
        return new AgentConfiguration(gateway, site, devices, rules, uplink, outbox, outboxFolder, value, dataFolder);
    }
}
