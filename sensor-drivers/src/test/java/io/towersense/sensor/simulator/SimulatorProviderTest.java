package io.towersense.sensor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.towersense.sensor.DriverContext;
import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.InvalidOptionException;
import io.towersense.sensor.Measurement;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorDriverProvider;
import io.towersense.telemetry.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class SimulatorProviderTest {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final SimulatorProvider provider = new SimulatorProvider();

    @Test
    void isFoundByItsName() {
        assertThat(ServiceLoader.load(SensorDriverProvider.class))
                .filteredOn(found -> found.name().equals("simulator"))
                .singleElement()
                .isInstanceOf(SimulatorProvider.class);
    }

    @Test
    void runsWithoutAnyOptionAndSaysThatItIsSimulated() throws InterruptedException {
        SensorDriver driver = open(Map.of());
        assertThat(driver.read()).isInstanceOf(Measurement.Measured.class);
        assertThat(driver.isSimulated()).isTrue();
        assertThat(driver.pacesItself()).isFalse();
    }

    @Test
    void everyOptionThatIsReadIsAlsoNamed() {
        assertThat(provider.options())
                .containsExactlyInAnyOrder(
                        "mode",
                        "seed",
                        "anomaly_probability",
                        "time_scale",
                        "scenario",
                        "scenario_start",
                        "scenario_length");
    }

    @Test
    void aDeviceMeasuresTheSameAgainFromTheSameSeed() throws InterruptedException {
        Map<String, String> options = Map.of("seed", "7", "scenario", "cooling-failure", "time_scale", "2880");
        SensorDriver driver = open(options);
        SensorDriver opened = open(options);
        for (int i = 0; i < 150; i++) {
            assertThat(driver.read()).isEqualTo(opened.read());
            clock.advance(INTERVAL);
        }
    }

    @Test
    void uniformModeDrawsAsTheUniformSimulatorDoes() throws InterruptedException {
        SensorDriver driver = open(Map.of("mode", "uniform", "seed", "3", "anomaly_probability", "0.5"));
        UniformSimulator simulator = new UniformSimulator("tower-1", 0.5, 3);
        for (int i = 0; i < 20; i++) {
            assertThat(driver.read()).isEqualTo(simulator.measure(i));
        }
    }

    @Test
    void aScenarioBeginsAndEndsOnTheMonotonicClockWhateverTheWallClockDoes() throws InterruptedException {
        SensorDriver driver = open(Map.of("scenario", "sensor-dead", "scenario_start", "2s", "scenario_length", "3s"));
        clock.set(Instant.parse("2030-01-01T00:00:00Z"));
        clock.advance(Duration.ofMillis(1_999));
        assertThat(driver.read()).isInstanceOf(Measurement.Measured.class);
        clock.advance(Duration.ofMillis(1));
        assertThat(driver.read())
                .isEqualTo(new Measurement.Faulted("the simulated sensor gave no answer: check its plug, its cable"
                        + " and its supply voltage (scenario sensor-dead, over in 3 s)"));
        clock.advance(Duration.ofSeconds(3));
        assertThat(driver.read()).isInstanceOf(Measurement.Measured.class);
    }

    @Test
    void aLongIntervalMakesTheScenarioLongEnoughToBeSeen() throws InterruptedException {
        DriverContext context = new DriverContext(
                "tower-1",
                new DriverOptions(Map.of("scenario", "sensor-dead", "scenario_start", "0s")),
                Duration.ofSeconds(10),
                clock);
        SensorDriver driver = provider.open(context);
        clock.advance(Duration.ofSeconds(49));
        assertThat(driver.read()).isInstanceOf(Measurement.Faulted.class);
        clock.advance(Duration.ofSeconds(1));
        assertThat(driver.read()).isInstanceOf(Measurement.Measured.class);
    }

    @Test
    void aWrongOptionIsNamedWithWhatToWrite() {
        refused(Map.of("mode", "uniforn"), "mode: 'uniforn' is none of realistic, uniform; did you mean 'uniform'?");
        refused(Map.of("seed", "x"), "seed: 'x' is not a whole number");
        refused(Map.of("mode", "uniform", "anomaly_probability", "5"), "anomaly_probability: '5' is not within 0 to 1");
        refused(
                Map.of("scenario", "cooling"),
                "scenario: 'cooling' is none of cooling-failure, door-open, sensor-dead, sensor-frozen");
        refused(Map.of("scenario_start", "8"), "scenario_start: '8' has no unit; write 8s");
        refused(Map.of("scenario_start", "9999d"), "scenario_start: '9999d' is longer than a year");
        refused(
                Map.of("scenario_length", "0s"),
                "scenario_length: '0s' is less than five readings; write 1000ms or more");
        refused(
                Map.of("scenario", "door-open", "scenario_length", "900ms"),
                "scenario_length: '900ms' is less than five readings; write 1000ms or more");
        refused(Map.of("time_scale", "0"), "time_scale: '0' is not within 0.001 to 86400");
    }

    @Test
    void anOptionOfTheOtherModeIsRefusedRatherThanIgnored() {
        refused(
                Map.of("anomaly_probability", "0.1"),
                "anomaly_probability: only mode uniform has it; remove it or change mode");
        refused(
                Map.of("mode", "uniform", "scenario", "door-open"),
                "scenario: only mode realistic has it; remove it or change mode");
    }

    private SensorDriver open(Map<String, String> options) {
        return provider.open(new DriverContext("tower-1", new DriverOptions(options), INTERVAL, clock));
    }

    private void refused(Map<String, String> options, String message) {
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> open(options))
                .withMessage(message);
    }
}
