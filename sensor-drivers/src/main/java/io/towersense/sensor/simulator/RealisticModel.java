package io.towersense.sensor.simulator;

import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Faulted;
import io.towersense.telemetry.time.Spans;
import java.time.Duration;
import java.util.Optional;

/**
 * A device in an equipment room, with whatever the plan lets happen to it. A pure function: what is measured depends on
 * the elapsed time, and in its noise on the measurement's number, and on nothing before.
 *
 * <p>A cooling failure crosses the default limits (45 °C, back below 43 °C) once each way at any speed of the simulated
 * day: near the limits swing, drift and noise are together smaller than the 2 °C between them. Humidity stays above 25
 * %RH meanwhile, because a room is not tight and moisture follows from outdoors.
 */
final class RealisticModel {
    private static final double FAILED_TEMPERATURE = 52;
    private static final double FAILED_HUMIDITY = 27;
    private static final double FAILED_HUMIDITY_SHARE = 0.8;
    private static final double OUTDOOR_TEMPERATURE = 7;
    private static final double OUTDOOR_HUMIDITY = 84;
    private static final Surge COOLING = new Surge(0.16, 0.65, 0.1);
    private static final Surge DOOR = new Surge(0.15, 0.7, 0.1);
    private static final long NUMBER_WHILE_FROZEN = -1;

    private final SiteClimate site;
    private final ScenarioPlan plan;

    RealisticModel(SiteClimate site, ScenarioPlan plan) {
        this.site = site;
        this.plan = plan;
    }

    /**
     * What the sensor's {@code number}th measurement gives.
     *
     * @param elapsed since the driver was opened
     */
    Measurement measure(Duration elapsed, long number) {
        Optional<ScenarioPlan.Stage> stage = plan.at(elapsed);
        return stage.isEmpty()
                ? measured(site.at(elapsed), number)
                : measuredWhile(stage.get(), site.at(elapsed), number);
    }

    private Measurement measuredWhile(ScenarioPlan.Stage stage, Climate normal, long number) {
        return switch (stage.scenario()) {
            case COOLING_FAILURE -> measured(hot(normal, COOLING.at(stage.progress())), number);
            case DOOR_OPEN ->
                measured(normal.mixedWith(OUTDOOR_TEMPERATURE, OUTDOOR_HUMIDITY, DOOR.at(stage.progress())), number);
            case SENSOR_FROZEN -> measured(site.at(stage.began()), NUMBER_WHILE_FROZEN);
            case SENSOR_DEAD ->
                new Faulted("the simulated sensor gave no answer: check its plug, its cable and its"
                        + " supply voltage (scenario sensor-dead, over in " + Spans.format(stage.remaining()) + ")");
        };
    }

    private static Climate hot(Climate normal, double share) {
        Climate heated = normal.mixedWith(FAILED_TEMPERATURE, normal.humidity(), share);
        return heated.mixedWith(heated.temperature(), FAILED_HUMIDITY, FAILED_HUMIDITY_SHARE * share);
    }

    private Measurement measured(Climate climate, long number) {
        return SensorElement.measure(site.withNoise(climate, number));
    }
}
