package io.towersense.sensor.chip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Faulted;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorProblem;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** What is to be said of a measurement, metric by metric. */
public final class MeasurementAssert extends AbstractAssert<MeasurementAssert, Measurement> {
    /** Half of the last digit that a driver keeps. */
    private static final double ROUNDING = 0.0005;

    private MeasurementAssert(@Nullable Measurement measurement) {
        super(measurement, MeasurementAssert.class);
    }

    public static MeasurementAssert assertThatMeasurement(@Nullable Measurement measurement) {
        return new MeasurementAssert(measurement);
    }

    /** The metric has a value, and no problem. */
    public MeasurementAssert hasValue(Metric metric, double expected, double tolerance) {
        assertThat(actual).isInstanceOf(Measured.class);
        Measured measured = (Measured) actual;
        assertThat(measured.problems()).as("problems").doesNotContainKey(metric);
        assertThat(Optional.ofNullable(measured.values().get(metric)).map(BigDecimal::doubleValue))
                .as(metric.key())
                .hasValueSatisfying(value -> assertThat(value).isCloseTo(expected, within(tolerance + ROUNDING)));
        return this;
    }

    /** The metric has no value, for a reason of this kind; where nothing has a value, it is one of the reasons. */
    public MeasurementAssert lacks(Metric metric, Kind kind) {
        if (actual instanceof Faulted faulted) {
            assertThat(faulted.reason()).containsPattern(words(metric.label(), kind));
            return this;
        }
        assertThat(actual).isInstanceOf(Measured.class);
        Measured measured = (Measured) actual;
        assertThat(measured.values()).as("values").doesNotContainKey(metric);
        assertThat(measured.quality()).as("quality").containsKey(metric);
        assertThat(Optional.ofNullable(measured.problems().get(metric)).map(SensorProblem::kind))
                .as(metric.key())
                .hasValue(kind);
        return this;
    }

    private static String words(String metric, Kind kind) {
        return switch (kind) {
            case OUT_OF_RANGE -> metric + "( -?[0-9.]+ ?\\S+ is out of the| cannot be computed: the)";
            case SKIPPED -> "(did not measure " + metric + "|" + metric + " from .* cannot be computed without)";
            case CRC -> metric + " from .* came with a wrong checksum";
            default -> throw new IllegalArgumentException("no metric has a reason of its own of kind " + kind);
        };
    }

    /** Nothing has a value, for a reason of this kind. */
    public MeasurementAssert isFaulted(Kind kind) {
        assertThat(actual)
                .isInstanceOfSatisfying(
                        Faulted.class,
                        faulted -> assertThat(faulted.problem().kind())
                                .as(faulted.reason())
                                .isEqualTo(kind));
        return this;
    }
}
