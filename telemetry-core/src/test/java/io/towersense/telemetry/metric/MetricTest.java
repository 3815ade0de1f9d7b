package io.towersense.telemetry.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.telemetry.alarm.ProbableCause;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MetricTest {
    @ParameterizedTest
    @CsvSource({
        "temperature,           °C",
        "humidity,              %RH",
        "pressure,              hPa",
        "supply_voltage,        V",
        "supply_current,        A",
        "signal_strength,       dBm",
        "packet_loss,           %",
        "handover_failure_rate, %",
    })
    void theCatalogueHasTheseNamesAndUnits(String key, String unit) {
        assertThat(Metric.of(key)).map(Metric::unit).contains(unit);
    }

    @Test
    void theCatalogueHasNothingElse() {
        assertThat(Metric.keys()).hasSize(8).hasSameSizeAs(Metric.values());
        assertThat(Metric.of("Temperature")).isEmpty();
        assertThat(Metric.of("")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theEndsOfAPlausibleRangeArePlausible(Metric metric) {
        BigDecimal step = new BigDecimal("0.001");
        assertThat(metric.isPlausible(metric.lowest())).isTrue();
        assertThat(metric.isPlausible(metric.highest())).isTrue();
        assertThat(metric.isPlausible(metric.lowest().subtract(step))).isFalse();
        assertThat(metric.isPlausible(metric.highest().add(step))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aMetricsCauseIsFoundByItsNumber(Metric metric) {
        assertThat(ProbableCause.of(metric.cause().number())).contains(metric.cause());
    }

    @Test
    void aValueIsWrittenForAPerson() {
        assertThat(Metric.TEMPERATURE.format(new BigDecimal("47.30"))).isEqualTo("47.3 °C");
        assertThat(Metric.HUMIDITY.format(new BigDecimal("1E+1"))).isEqualTo("10%RH");
        assertThat(Metric.SUPPLY_VOLTAGE.label()).isEqualTo("supply voltage");
    }

    @Test
    void severalRulesOnOneMetricAreOneBreachingMetric() {
        assertThat(Metric.watchedBy(List.of("temperature-high", "temperature-rising", "humidity-low")))
                .containsExactlyInAnyOrder("temperature", "humidity");
    }

    @Test
    void aRuleThatIsNotNamedAfterItsMetricStandsForItself() {
        assertThat(Metric.watchedBy(List.of("too-hot", "temperature", "temperatures-high")))
                .containsExactlyInAnyOrder("too-hot", "temperature", "temperatures-high");
    }
}
