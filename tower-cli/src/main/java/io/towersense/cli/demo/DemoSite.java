package io.towersense.cli.demo;

import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.Device;
import io.towersense.agent.configuration.Gateway;
import io.towersense.agent.configuration.Site;
import io.towersense.agent.configuration.UplinkConfiguration;
import io.towersense.agent.outbox.OutboxSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The site of the demo: one gateway and its devices, simulated or replayed. */
final class DemoSite {
    static final String THING = "demo-gateway";

    private static final Site SITE = new Site(
            Optional.of("site-demo"),
            Optional.of("Ridge Road"),
            Optional.of("gate code at the operations centre"),
            Optional.empty());
    private static final String WHAT_TO_DO =
            "check the cabinet's cooling unit: breaker, filter, condensate; then its sensor";

    /** How a complaint about the first device's driver begins. */
    private static final String OPTIONS = "configuration: devices[0].options.";

    /** A day passes in half a minute, so that its swing is seen. */
    private static final String SIMULATED_SECONDS_A_SECOND = "2880";

    private DemoSite() {}

    /** An agent at this site that sends to that broker. */
    static AgentConfiguration configuration(List<Device> devices, URI broker, Path folder, Duration commitEvery) {
        return AgentConfiguration.of(THING, folder)
                .withGateway(new Gateway(THING, "Demo gateway"))
                .withSite(SITE)
                .withDevices(devices)
                .withUplink(UplinkConfiguration.local(broker, THING))
                .withOutbox(OutboxSettings.DEFAULTS.withCommitEvery(commitEvery).withCutEvery(Duration.ofSeconds(1)));
    }

    /** Simulated devices, the first {@code failing} of which go through the scenario. */
    static List<Device> simulated(
            int count, Duration interval, long seed, Optional<DemoScenario> scenario, int failing) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> {
                    Map<String, String> options = new HashMap<>();
                    options.put("mode", "realistic");
                    options.put("seed", Long.toString(seed));
                    options.put("time_scale", SIMULATED_SECONDS_A_SECOND);
                    scenario.filter(some -> number <= failing).ifPresent(some -> options.putAll(some.options()));
                    return device(number, "simulator")
                            .every(interval)
                            .frozenAfter(scenario.map(DemoScenario::frozenAfter).orElse(Device.DEFAULT_FROZEN_AFTER))
                            .withOptions(options);
                })
                .toList();
    }

    /** One device that replays a recording. */
    static List<Device> replayed(Map<String, String> options) {
        return List.of(device(1, "replay").withOptions(options));
    }

    /** A driver's complaint about an option, in the words of whoever typed it: {@code --time-column: ...}. */
    static String asOption(String complaint) {
        if (!complaint.startsWith(OPTIONS)) {
            return complaint;
        }
        String option = complaint.substring(OPTIONS.length());
        int colon = Math.max(0, option.indexOf(':'));
        return "--" + option.substring(0, colon).replace('_', '-') + option.substring(colon);
    }

    private static Device device(int number, String driver) {
        return Device.of(String.format(Locale.ROOT, "tower-%04d", number), driver)
                .named("Cabinet " + number)
                .withWhatToDo(WHAT_TO_DO)
                .withFirmwareVersion("1.0.0");
    }
}
