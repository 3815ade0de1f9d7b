package io.towersense.sensor.simulator;

import io.towersense.sensor.DriverContext;
import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.InvalidOptionException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The simulator's options, checked.
 *
 * @param anomalyProbability 0 to 1; uniform mode's alone
 * @param timeScale simulated seconds in one real second; realistic mode's alone, as is the plan
 */
record SimulatorSettings(Mode mode, long seed, double anomalyProbability, double timeScale, ScenarioPlan plan) {
    static final String MODE = "mode";
    static final String SEED = "seed";
    static final String ANOMALY_PROBABILITY = "anomaly_probability";
    static final String TIME_SCALE = "time_scale";
    static final String SCENARIO = "scenario";
    static final String SCENARIO_START = "scenario_start";
    static final String SCENARIO_LENGTH = "scenario_length";

    private static final Duration DEFAULT_START = Duration.ofSeconds(5);
    private static final Duration DEFAULT_LENGTH = Duration.ofSeconds(12);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int FEWEST_READINGS = 5;

    enum Mode {
        UNIFORM,
        REALISTIC
    }

    static SimulatorSettings of(DriverContext context) {
        DriverOptions options = context.options();
        Mode mode = options.choice(MODE, Map.of("uniform", Mode.UNIFORM, "realistic", Mode.REALISTIC))
                .orElse(Mode.REALISTIC);
        switch (mode) {
            case UNIFORM ->
                refuse(options, "only mode realistic has it", SCENARIO, SCENARIO_START, SCENARIO_LENGTH, TIME_SCALE);
            case REALISTIC -> refuse(options, "only mode uniform has it", ANOMALY_PROBABILITY);
        }
        return new SimulatorSettings(
                mode,
                options.whole(SEED).orElse(0L),
                options.number(ANOMALY_PROBABILITY, "0", "1")
                        .map(BigDecimal::doubleValue)
                        .orElse(UniformSimulator.DEFAULT_ANOMALY_PROBABILITY),
                options.number(TIME_SCALE, "0.001", "86400")
                        .map(BigDecimal::doubleValue)
                        .orElse(1.0),
                plan(options, context.interval()));
    }

    private static void refuse(DriverOptions options, String why, String... names) {
        Arrays.stream(names).filter(name -> options.text(name).isPresent()).forEach(name -> {
            throw new InvalidOptionException(name, why + "; remove it or change " + MODE);
        });
    }

    private static ScenarioPlan plan(DriverOptions options, Duration interval) {
        List<Scenario> scenarios = options.choices(SCENARIO, Scenario.BY_KEY);
        Duration start = span(options, SCENARIO_START, DEFAULT_START);
        Duration shortest = longer(interval.multipliedBy(FEWEST_READINGS), Duration.ofMillis(1));
        Duration length = span(options, SCENARIO_LENGTH, longer(shortest, DEFAULT_LENGTH));
        if (length.compareTo(shortest) < 0) {
            throw new InvalidOptionException(
                    SCENARIO_LENGTH,
                    "'" + options.text(SCENARIO_LENGTH).orElse("") + "' is less than five readings; write "
                            + shortest.toMillis() + "ms or more");
        }
        return new ScenarioPlan(scenarios, start, length);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static Duration span(DriverOptions options, String name, Duration usual) {
        Duration span = options.span(name).orElse(usual);
        if (span.compareTo(LONGEST) > 0) {
            throw new InvalidOptionException(name, "'" + options.text(name).orElse("") + "' is longer than a year");
        }
        return span;
    }
}
