package io.towersense.telemetry.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.engine.Condition;
import io.towersense.telemetry.engine.DeviceState;
import io.towersense.telemetry.engine.RuleState;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The engine's state as JSON, of a device or of one rule on it. Elapsed times are seconds, exact to the nanosecond. */
public final class StateCodec {
    private static final int NANO_DIGITS = 9;

    private StateCodec() {}

    /** The state's JSON, UTF-8. */
    public static byte[] encode(DeviceState state) {
        return Json.write(generator -> {
            generator.writeStartObject();
            for (Map.Entry<String, RuleState> rule : state.rules().entrySet()) {
                generator.writeFieldName(rule.getKey());
                write(generator, rule.getValue());
            }
            generator.writeEndObject();
        });
    }

    /** The state's JSON, UTF-8. */
    public static byte[] encode(RuleState state) {
        return Json.write(generator -> write(generator, state));
    }

    /**
     * Reads a device's state.
     *
     * @throws UndecodableException if the bytes are anything else
     */
    public static DeviceState decodeDevice(byte[] json) {
        Map<String, RuleState> rules = new TreeMap<>();
        TreeReader.of(json).objects().forEach((id, rule) -> rules.put(id, read(rule)));
        return new DeviceState(rules);
    }

    /**
     * Reads a rule's state.
     *
     * @throws UndecodableException if the bytes are anything else
     */
    public static RuleState decodeRule(byte[] json) {
        return read(TreeReader.of(json));
    }

    private static void write(JsonGenerator generator, RuleState state) throws IOException {
        generator.writeStartObject();
        generator.writeArrayFieldStart("levels");
        for (Condition condition : state.levels()) {
            write(generator, condition);
        }
        generator.writeEndArray();
        if (state.alarm().isPresent()) {
            generator.writeFieldName("alarm");
            AlarmCodec.write(generator, state.alarm().get());
        }
        generator.writeNumberField("revision", state.revision());
        if (state.evidence().isPresent()) {
            generator.writeNumberField("evidence", state.evidence().get());
        }
        generator.writeEndObject();
    }

    private static void write(JsonGenerator generator, Condition condition) throws IOException {
        generator.writeStartObject();
        if (condition instanceof Condition.Pending pending) {
            generator.writeStringField("state", "pending");
            generator.writeNumberField("since", seconds(pending.since()));
        } else if (condition instanceof Condition.Clearing clearing) {
            generator.writeStringField("state", "clearing");
            generator.writeNumberField("since", seconds(clearing.since()));
        } else {
            generator.writeStringField("state", condition.isStanding() ? "active" : "normal");
        }
        generator.writeEndObject();
    }

    private static RuleState read(TreeReader json) {
        List<Condition> levels =
                json.objects("levels").stream().map(StateCodec::condition).toList();
        Optional<AlarmEvent> alarm =
                json.has("alarm") ? Optional.of(AlarmCodec.read(json.object("alarm"))) : Optional.empty();
        return new RuleState(levels, alarm, json.count("revision"), json.optionalNumber("evidence"));
    }

    private static Condition condition(TreeReader json) {
        return switch (json.text("state")) {
            case "normal" -> new Condition.Normal();
            case "active" -> new Condition.Active();
            case "pending" -> new Condition.Pending(since(json));
            case "clearing" -> new Condition.Clearing(since(json));
            default -> throw json.wrong("state", "is none of the known words");
        };
    }

    private static BigDecimal seconds(Duration elapsed) {
        return BigDecimal.valueOf(elapsed.getSeconds()).add(BigDecimal.valueOf(elapsed.getNano(), NANO_DIGITS));
    }

    private static Duration since(TreeReader json) {
        try {
            BigDecimal seconds = json.number("since");
            BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
            long nanos = seconds.subtract(whole).movePointRight(NANO_DIGITS).longValueExact();
            return Duration.ofSeconds(whole.longValueExact(), nanos);
        } catch (ArithmeticException e) {
            throw json.wrong("since", "is no time in seconds with at most nine decimals");
        }
    }
}
