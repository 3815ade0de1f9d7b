package io.towersense.cli.quarantine;

import io.towersense.cloud.handover.AlarmHandover;
import io.towersense.cloud.quarantine.Rejection;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.codec.AlarmCodec;
import io.towersense.telemetry.codec.BatchCodec;
import io.towersense.telemetry.codec.ReadingCodec;
import io.towersense.telemetry.codec.UndecodableException;
import io.towersense.telemetry.message.Batch;
import io.towersense.telemetry.message.Rejected;
import io.towersense.telemetry.reading.InvalidReadingException;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.time.Timestamps;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a message holds when it is opened, within the limits that the functions have; what cannot be opened, as text. */
final class MessageContent {
    private MessageContent() {}

    /** @param refused which of its readings, by those who set it aside */
    static List<HeldReading> of(HeldMessage message, List<Rejection> refused) {
        byte[] payload = Payloads.payload(message);
        try {
            if (message instanceof HeldMessage.Handover) {
                return handover(payload);
            }
            if (message instanceof HeldMessage.FromGateway gateway && gateway.route() == Route.ALERT_HANDLER) {
                return List.of(alarm(AlarmCodec.decode(payload)));
            }
            return BatchCodec.isBatch(payload)
                    ? batch(BatchCodec.decode(payload), refused)
                    : List.of(reading(OptionalInt.empty(), ReadingCodec.decode(payload), reasons(refused)));
        } catch (UndecodableException | InvalidReadingException e) {
            return List.of(whole(payload, Optional.of(String.valueOf(e.getMessage()))));
        }
    }

    private static List<HeldReading> handover(byte[] event) {
        return AlarmHandover.decode(event)
                .map(events -> events.stream().map(MessageContent::alarm).toList())
                .orElseGet(() -> List.of(whole(event, Optional.empty())));
    }

    private static List<HeldReading> batch(Batch batch, List<Rejection> refused) {
        Map<Integer, String> reasons = reasons(refused);
        List<HeldReading> readings = new ArrayList<>();
        Map<Integer, Rejected> rejected =
                batch.rejected().stream().collect(Collectors.toMap(Rejected::index, Function.identity()));
        rejected.values()
                .forEach(bad -> readings.add(new HeldReading(
                        OptionalInt.of(bad.index()),
                        bad.json(),
                        bad.json(),
                        Optional.of(reasons.getOrDefault(bad.index(), bad.reason())))));
        int index = 0;
        for (Reading good : batch.readings()) {
            while (rejected.containsKey(index)) {
                index++;
            }
            readings.add(reading(OptionalInt.of(index++), good, reasons));
        }
        readings.sort(Comparator.comparingInt(reading -> reading.index().orElse(0)));
        return readings;
    }

    private static HeldReading reading(OptionalInt index, Reading reading, Map<Integer, String> reasons) {
        String values = reading.values().entrySet().stream()
                .map(value -> value.getKey() + " " + value.getValue().toPlainString())
                .collect(Collectors.joining(", "));
        return new HeldReading(
                index,
                Timestamps.format(reading.timestamp()) + " " + reading.deviceId() + ": " + values,
                new String(ReadingCodec.encode(reading), StandardCharsets.UTF_8),
                Optional.ofNullable(reasons.get(index.orElse(0))));
    }

    private static HeldReading alarm(AlarmEvent event) {
        String text = event.change().label() + " " + event.severity().label() + ", " + event.deviceId() + " "
                + event.rule() + ", revision " + event.revision() + ", changed "
                + Timestamps.format(event.changedAt()) + ": " + event.text();
        String json = new String(AlarmCodec.encode(event), StandardCharsets.UTF_8);
        return new HeldReading(OptionalInt.empty(), text, json, Optional.empty());
    }

    private static HeldReading whole(byte[] bytes, Optional<String> problem) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return new HeldReading(OptionalInt.empty(), text, text, problem);
    }

    private static Map<Integer, String> reasons(List<Rejection> refused) {
        return refused.stream()
                .collect(Collectors.toMap(
                        Rejection::index,
                        rejection -> rejection.reason().label() + ": " + rejection.detail(),
                        (one, other) -> one));
    }
}
