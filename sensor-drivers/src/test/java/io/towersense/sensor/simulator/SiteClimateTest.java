package io.towersense.sensor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SiteClimateTest {
    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    void staysWithinTheRangesThatItsDocumentationStates() {
        LongStream.range(0, 50).forEach(seed -> {
            SiteClimate site = new SiteClimate(seed, "tower-1", 1);
            for (int minutes = 0; minutes < WEEK.toMinutes(); minutes += 7) {
                Climate climate = site.withNoise(site.at(Duration.ofMinutes(minutes)), minutes);
                assertThat(climate.temperature()).isBetween(18.0, 29.0);
                assertThat(climate.humidity()).isBetween(38.0, 68.0);
                assertThat(climate.pressure()).isBetween(985.0, 1035.0);
            }
        });
    }

    @Test
    void isWarmestInTheAfternoonAndColdestAtNight() {
        SiteClimate site = new SiteClimate(1, "tower-1", 1);
        assertThat(averageAtHour(site, 15) - averageAtHour(site, 3)).isBetween(2.0, 4.0);
        assertThat(averageAtHour(site, 15)).isGreaterThan(averageAtHour(site, 9));
    }

    @Test
    void humidityFallsWhenTemperatureRises() {
        LongStream.range(0, 20)
                .forEach(seed -> assertThat(correlation(new SiteClimate(seed, "tower-1", 1)))
                        .isBetween(-1.0, -0.6));
    }

    @Test
    void neverMovesFiveDegreesSoThatAShortDayIsNoSteepRise() {
        LongStream.range(0, 100).forEach(seed -> {
            SiteClimate site = new SiteClimate(seed, "tower-1", 1);
            List<Double> temperatures = IntStream.range(0, 7 * 24)
                    .mapToObj(hour -> site.at(Duration.ofHours(hour)).temperature())
                    .toList();
            double lowest = temperatures.stream().min(Comparator.naturalOrder()).orElseThrow();
            double highest =
                    temperatures.stream().max(Comparator.naturalOrder()).orElseThrow();
            assertThat(highest - lowest).isBetween(2.0, 5.0);
        });
    }

    @Test
    void isSmoothWithoutTheNoise() {
        SiteClimate site = new SiteClimate(1, "tower-1", 1);
        for (int minutes = 0; minutes < WEEK.toMinutes(); minutes++) {
            Climate before = site.at(Duration.ofMinutes(minutes));
            Climate after = site.at(Duration.ofMinutes(minutes + 1));
            assertThat(after.temperature()).isCloseTo(before.temperature(), within(0.03));
            assertThat(after.humidity()).isCloseTo(before.humidity(), within(0.12));
            assertThat(after.pressure()).isCloseTo(before.pressure(), within(0.05));
        }
    }

    @Test
    void anAcceleratedDayIsTheSameDay() {
        SiteClimate slow = new SiteClimate(1, "tower-1", 1);
        SiteClimate fast = new SiteClimate(1, "tower-1", 2880);
        assertThat(fast.at(Duration.ofSeconds(10))).isEqualTo(slow.at(Duration.ofHours(8)));
    }

    private static double averageAtHour(SiteClimate site, int hour) {
        return IntStream.range(1, 30)
                .mapToDouble(
                        day -> site.at(Duration.ofHours(24L * day + hour - 8)).temperature())
                .average()
                .orElseThrow();
    }

    private static double correlation(SiteClimate site) {
        List<Climate> climates = IntStream.range(0, 14 * 24)
                .mapToObj(hour -> site.at(Duration.ofHours(hour)))
                .toList();
        double temperature =
                climates.stream().mapToDouble(Climate::temperature).average().orElseThrow();
        double humidity =
                climates.stream().mapToDouble(Climate::humidity).average().orElseThrow();
        double together = 0;
        double temperatureAlone = 0;
        double humidityAlone = 0;
        for (Climate climate : climates) {
            double warmer = climate.temperature() - temperature;
            double damper = climate.humidity() - humidity;
            together += warmer * damper;
            temperatureAlone += warmer * warmer;
            humidityAlone += damper * damper;
        }
        return together / Math.sqrt(temperatureAlone * humidityAlone);
    }
}
