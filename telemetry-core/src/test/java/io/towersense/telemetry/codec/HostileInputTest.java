package io.towersense.telemetry.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.telemetry.TelemetryArbitraries;
import io.towersense.telemetry.message.Batch;
import io.towersense.telemetry.message.Envelope;
import io.towersense.telemetry.message.MessageId;
import io.towersense.telemetry.message.Receipt;
import io.towersense.telemetry.reading.InvalidReadingException;
import io.towersense.telemetry.reading.Reading;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever bytes come, each codec either understands them or says in its own exception why not. */
class HostileInputTest {
    private static final List<String> FRAGMENTS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "null",
            "NaN",
            "1E999",
            "-",
            "\\ud800",
            "\u0000",
            "\"readings\":",
            "\"payload\":\"\"",
            "\"device_id\":",
            "\"a\":1,",
            "true",
            "\u00e9",
            "{\"x\":[",
            "0E-99999999999");

    @Property(tries = 3_000)
    void nothingButTheTwoExceptionsIsThrown(@ForAll("mutated") byte[] bytes) {
        List<Runnable> decoders = List.of(
                () -> ReadingCodec.decode(bytes),
                () -> checkBatch(bytes),
                () -> BatchCodec.isBatch(bytes),
                () -> EnvelopeCodec.decode(bytes),
                () -> AlarmCodec.decode(bytes),
                () -> ReceiptCodec.decode(bytes),
                () -> StateCodec.decodeDevice(bytes),
                () -> StateCodec.decodeRule(bytes));
        for (Runnable decoder : decoders) {
            try {
                decoder.run();
            } catch (UndecodableException | InvalidReadingException e) {
                assertThat(e.getMessage())
                        .isNotBlank()
                        .doesNotContain("\n", "\r")
                        .hasSizeLessThan(1_000);
            }
        }
    }

    private static void checkBatch(byte[] bytes) {
        Batch batch = BatchCodec.decode(bytes);
        batch.rejected().forEach(rejected -> assertThat(rejected.json()).isNotBlank());
        // Whatever passed can be sent on.
        batch.readings()
                .forEach(reading -> assertThat(ReadingCodec.decode(ReadingCodec.encode(reading)))
                        .isEqualTo(reading));
    }

    @Provide
    Arbitrary<byte[]> mutated() {
        Arbitrary<byte[]> valid = Arbitraries.oneOf(
                TelemetryArbitraries.readings().map(ReadingCodec::encode),
                TelemetryArbitraries.readings().list().ofMaxSize(3).map(HostileInputTest::joined),
                TelemetryArbitraries.readings()
                        .list()
                        .ofMaxSize(3)
                        .map(HostileInputTest::joined)
                        .map(BatchCodec::gzip),
                TelemetryArbitraries.alarms().map(AlarmCodec::encode),
                TelemetryArbitraries.deviceStates().map(StateCodec::encode),
                TelemetryArbitraries.ruleStates().map(StateCodec::encode),
                TelemetryArbitraries.readings().map(HostileInputTest::enveloped),
                Arbitraries.just(ReceiptCodec.encode(new Receipt(MessageId.of(new byte[0]), 1, 2))));
        Arbitrary<List<Mutation>> mutations = Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 8),
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.of(FRAGMENTS).map(text -> text.getBytes(UTF_8))),
                                Tuple.of(
                                        1,
                                        Arbitraries.bytes().array(byte[].class).ofMaxSize(4))))
                .as(Mutation::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
        return Combinators.combine(valid, mutations).as((bytes, changes) -> {
            byte[] result = bytes;
            for (Mutation change : changes) {
                result = change.applyTo(result);
            }
            return result;
        });
    }

    private static byte[] joined(List<Reading> readings) {
        return BatchCodec.join("v1", readings.stream().map(ReadingCodec::encode).toList(), List.of());
    }

    private static byte[] enveloped(Reading reading) {
        return EnvelopeCodec.encode(new Envelope(ReadingCodec.encode(reading), "gw-1", Instant.EPOCH));
    }

    /** Some bytes at a place are replaced by others. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Mutation(double place, int removed, byte[] inserted) {
        byte[] applyTo(byte[] bytes) {
            int from = (int) (place * bytes.length);
            int to = Math.min(bytes.length, from + removed);
            byte[] result = new byte[from + inserted.length + bytes.length - to];
            System.arraycopy(bytes, 0, result, 0, from);
            System.arraycopy(inserted, 0, result, from, inserted.length);
            System.arraycopy(bytes, to, result, from + inserted.length, bytes.length - to);
            return result;
        }
    }
}
