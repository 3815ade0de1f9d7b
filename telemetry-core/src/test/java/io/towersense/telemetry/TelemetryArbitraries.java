package io.towersense.telemetry;

import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.AlarmState;
import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.ProbableCause;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.engine.Condition;
import io.towersense.telemetry.engine.DeviceState;
import io.towersense.telemetry.engine.RuleState;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.reading.ClockState;
import io.towersense.telemetry.reading.FieldNames;
import io.towersense.telemetry.reading.QualityFlag;
import io.towersense.telemetry.reading.Reading;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitrary values of the whole of each type's contract. */
public final class TelemetryArbitraries {
    private TelemetryArbitraries() {}

    public static Arbitrary<String> identifiers() {
        return Arbitraries.strings()
                .withChars("_.:-")
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .ofMinLength(1)
                .ofMaxLength(128);
    }

    public static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("\"\\/ é温{}[],:")
                .withCharRange('a', 'z')
                .ofMinLength(1)
                .ofMaxLength(128)
                .filter(text -> !text.isBlank());
    }

    public static Arbitrary<Instant> instants() {
        long first = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        return Combinators.combine(
                        Arbitraries.longs().between(first, last),
                        Arbitraries.integers().between(0, 999_999))
                .as((second, micros) -> Instant.ofEpochSecond(second, micros * 1_000L));
    }

    /** Every number that a table holds: 0, or up to 38 digits from 1E-130 to 9.9E+125. */
    public static Arbitrary<BigDecimal> numbers() {
        Arbitrary<BigDecimal> any = Combinators.combine(
                        Arbitraries.bigIntegers()
                                .between(BigInteger.ONE, BigInteger.TEN.pow(38).subtract(BigInteger.ONE)),
                        Arbitraries.integers().between(-130, 125),
                        Arbitraries.of(true, false))
                .as((digits, exponent, negative) -> {
                    int scale = new BigDecimal(digits).precision() - 1 - exponent;
                    BigDecimal number = new BigDecimal(digits, scale);
                    return negative ? number.negate() : number;
                });
        Arbitrary<BigDecimal> measured = Arbitraries.bigDecimals()
                .between(new BigDecimal("-2000"), new BigDecimal("2000"))
                .ofScale(3);
        return Arbitraries.frequencyOf(
                Tuple.of(3, measured),
                Tuple.of(3, any),
                Tuple.of(
                        1,
                        Arbitraries.of("0", "0.00", "-0.0", "1E+100", "1E-130").map(BigDecimal::new)));
    }

    public static Arbitrary<Reading> readings() {
        Arbitrary<String> metrics = Arbitraries.of(Metric.values()).map(Metric::key);
        Arbitrary<Map<String, BigDecimal>> measured =
                Arbitraries.maps(metrics, numbers()).ofMinSize(1).ofMaxSize(4);
        Arbitrary<Map<String, BigDecimal>> more = Arbitraries.maps(
                        texts().filter(TelemetryArbitraries::isFree), numbers())
                .ofMaxSize(3);
        Arbitrary<Map<String, Set<QualityFlag>>> quality = Arbitraries.maps(
                        metrics, Arbitraries.of(QualityFlag.values()).set().ofMinSize(1))
                .ofMaxSize(2);
        return Combinators.combine(
                        Combinators.combine(identifiers(), instants()).as(Reading::builder),
                        measured,
                        more,
                        texts().optional(),
                        identifiers().optional(),
                        Arbitraries.of(true, false),
                        Combinators.combine(Arbitraries.of(ClockState.values()).optional(), quality)
                                .as(Map::entry),
                        identifiers().list().ofMaxSize(3))
                .as((builder, values, others, firmware, site, simulated, clockAndQuality, breaches) -> {
                    builder.values(values).values(others).simulated(simulated).breaches(breaches);
                    firmware.ifPresent(builder::firmwareVersion);
                    site.ifPresent(builder::siteId);
                    clockAndQuality.getKey().ifPresent(builder::clock);
                    clockAndQuality.getValue().forEach(builder::quality);
                    return builder.build();
                });
    }

    public static Arbitrary<AlarmEvent> alarms() {
        Arbitrary<AlarmEvent.Builder> begun = Combinators.combine(
                        identifiers(),
                        Arbitraries.longs().between(1, Long.MAX_VALUE),
                        Arbitraries.of(AlarmChange.values()),
                        Arbitraries.of(Direction.values()),
                        instants())
                .as((id, revision, change, direction, time) -> AlarmEvent.builder(id, revision, change)
                        .direction(direction)
                        .state(change == AlarmChange.CLEARED ? AlarmState.CLEARED : AlarmState.RAISED)
                        .clearedAt(change == AlarmChange.CLEARED ? Optional.of(time) : Optional.empty())
                        .changedAt(time));
        return Combinators.combine(
                        begun,
                        Combinators.combine(identifiers(), identifiers()).as(List::of),
                        numbers().optional(),
                        numbers().optional(),
                        Arbitraries.of(Severity.values()),
                        Arbitraries.of(ProbableCause.values()),
                        texts().optional(),
                        instants().optional())
                .as((builder, ids, value, threshold, severity, cause, text, instant) -> builder.deviceId(ids.get(0))
                        .rule(ids.get(1))
                        .siteId(text.map(ignored -> ids.get(1)))
                        .metric(value.map(ignored -> "temperature"))
                        .value(value)
                        .threshold(threshold)
                        .severity(severity)
                        .probableCause(cause)
                        .raisedAt(instant.orElse(Instant.EPOCH))
                        .operator(text)
                        .shelvedUntil(instant)
                        .simulated(value.isPresent())
                        .text(text.orElse("it is warm"))
                        .build());
    }

    public static Arbitrary<RuleState> ruleStates() {
        Arbitrary<Duration> elapsed = Combinators.combine(
                        Arbitraries.longs().between(-62_135_596_800L, 253_402_300_799L),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Duration::ofSeconds);
        Arbitrary<Condition> conditions = Arbitraries.oneOf(
                Arbitraries.of(new Condition.Normal(), new Condition.Active()),
                elapsed.map(Condition.Pending::new),
                elapsed.map(Condition.Clearing::new));
        return Combinators.combine(
                        conditions.list().ofMaxSize(4),
                        alarms().optional(),
                        Arbitraries.longs().greaterOrEqual(0),
                        numbers().optional())
                .as(RuleState::new);
    }

    public static Arbitrary<DeviceState> deviceStates() {
        return Arbitraries.maps(identifiers(), ruleStates()).ofMaxSize(3).map(DeviceState::new);
    }

    private static boolean isFree(String name) {
        return !FieldNames.RESERVED.contains(name)
                && !Set.of("quality", "breaches", "clock").contains(name);
    }
}
