package io.towersense.sensor.simulator;

import static io.towersense.sensor.simulator.SimulatorSettings.ANOMALY_PROBABILITY;
import static io.towersense.sensor.simulator.SimulatorSettings.MODE;
import static io.towersense.sensor.simulator.SimulatorSettings.SCENARIO;
import static io.towersense.sensor.simulator.SimulatorSettings.SCENARIO_LENGTH;
import static io.towersense.sensor.simulator.SimulatorSettings.SCENARIO_START;
import static io.towersense.sensor.simulator.SimulatorSettings.SEED;
import static io.towersense.sensor.simulator.SimulatorSettings.TIME_SCALE;

import io.towersense.sensor.DriverContext;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorDriverProvider;
import java.util.Set;

/**
 * The driver {@code simulator}. Its options, all of which may be left out:
 *
 * <ul>
 *   <li>{@code mode}: {@code realistic} (the default) or {@code uniform}
 *   <li>{@code seed}: a whole number, 0 by default; the same seed gives the same device the same values
 *   <li>{@code anomaly_probability}: 0 to 1, 0.05 by default; uniform mode only
 *   <li>{@code time_scale}: simulated seconds in one real second, 0.001 to 86400, 1 by default; realistic mode only, as
 *       are the following. With 2880 a day passes in half a minute
 *   <li>{@code scenario}: {@code cooling-failure}, {@code door-open}, {@code sensor-frozen}, {@code sensor-dead}, or
 *       several, comma separated, which then follow each other
 *   <li>{@code scenario_start}: when the first begins, {@code 5s} by default, from the opening of the driver; real time,
 *       which {@code time_scale} does not change
 *   <li>{@code scenario_length}: how long each lasts, {@code 12s} by default (five intervals where that is more)
 * </ul>
 */
public final class SimulatorProvider implements SensorDriverProvider {
    @Override
    public String name() {
        return "simulator";
    }

    @Override
    public Set<String> options() {
        return Set.of(MODE, SEED, ANOMALY_PROBABILITY, TIME_SCALE, SCENARIO, SCENARIO_START, SCENARIO_LENGTH);
    }

    @Override
    public SensorDriver open(DriverContext context) {
        SimulatorSettings settings = SimulatorSettings.of(context);
        SimulatorDriver.Model model = switch (settings.mode()) {
            case UNIFORM -> uniform(settings, context.deviceId());
            case REALISTIC -> realistic(settings, context.deviceId());
        };
        return new SimulatorDriver(model, context.clock());
    }

    private static SimulatorDriver.Model uniform(SimulatorSettings settings, String deviceId) {
        UniformSimulator simulator = new UniformSimulator(deviceId, settings.anomalyProbability(), settings.seed());
        return (elapsed, number) -> simulator.measure(number);
    }

    private static SimulatorDriver.Model realistic(SimulatorSettings settings, String deviceId) {
        SiteClimate site = new SiteClimate(settings.seed(), deviceId, settings.timeScale());
        return new RealisticModel(site, settings.plan())::measure;
    }
}
