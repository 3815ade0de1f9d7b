package io.towersense.telemetry.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.telemetry.TelemetryArbitraries;
import io.towersense.telemetry.message.Batch;
import io.towersense.telemetry.message.Gap;
import io.towersense.telemetry.message.Rejected;
import io.towersense.telemetry.reading.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchCodecTest {
    private static final String GAP = "{\"device_id\":\"d\",\"from\":\"2026-11-22T10:00:00Z\","
            + "\"to\":\"2026-11-22T11:00:00Z\",\"count\":7,\"reason\":\"outbox full\"}";

    private static String reading(int number) {
        return "{\"device_id\":\"d" + number + "\",\"timestamp\":\"2026-11-22T10:00:00Z\",\"temperature\":" + number
                + "}";
    }

    private static String batch(String... readings) {
        return "{\"rules_version\":\"v1\",\"readings\":[" + String.join(",", readings) + "]}";
    }

    private static Batch decode(String json) {
        return BatchCodec.decode(json.getBytes(UTF_8));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertUndecodable(byte[] wire) {
        return assertThatThrownBy(() -> BatchCodec.decode(wire)).isInstanceOf(UndecodableException.class);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertUndecodable(String json) {
        return assertUndecodable(json.getBytes(UTF_8));
    }

    @Test
    void aBatchIsRead() {
        Batch batch = decode("{\"rules_version\":\"v1\",\"readings\":[" + reading(1) + "],\"gaps\":[" + GAP + "]}");
        assertThat(batch.rulesVersion()).contains("v1");
        assertThat(batch.readings()).extracting(Reading::deviceId).containsExactly("d1");
        assertThat(batch.rejected()).isEmpty();
        assertThat(batch.gaps())
                .containsExactly(new Gap(
                        "d",
                        Instant.parse("2026-11-22T10:00:00Z"),
                        Instant.parse("2026-11-22T11:00:00Z"),
                        7,
                        "outbox full"));
    }

    @Test
    void onlyTheReadingsAreRequired() {
        Batch batch = decode("{\"readings\":[]}");
        assertThat(batch.rulesVersion()).isEmpty();
        assertThat(batch.readings()).isEmpty();
        assertUndecodable("{\"rules_version\":\"v1\"}").hasMessage("readings: is missing");
        assertUndecodable("{}").hasMessage("readings: is missing");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void oneBadReadingCostsOnlyItselfWhereverItStands(int place) {
        List<String> readings = new ArrayList<>(List.of(reading(1), reading(2)));
        String bad = "{ \"device_id\":\"dü\", \"humidity\" : null }";
        readings.add(place, bad);
        Batch batch = decode(batch(readings.toArray(String[]::new)));
        assertThat(batch.readings()).extracting(Reading::deviceId).containsExactly("d1", "d2");
        assertThat(batch.rejected()).containsExactly(new Rejected(place, bad, "humidity: null is not a number"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"x\":{\"y\":[{\"z\":{}}]},\"a\":1}    | x: an object is not a number",
                "{\"a\":1,\"x\":[[],{\"}\":\"]\"}]}      | x: a list is not a number",
                "{\"x\":\"}],\\\"\"}                     | x: '}],\"' is not a number",
                "{\"readings\":[{\"device_id\":\"e\"}]}  | readings: a list is not a number",
                "{\"quality\":{\"temperature\":[{}]}}    | quality.temperature: an object is not a text",
                "{\"temperature\":NaN,\"x\":{}}          | temperature: NaN is not a finite number",
                "{\"temperature\":1E99999999999}         | temperature: is not 0 and not within 1E-130 to 9.9E+125",
                "{\"thing\":\"gw-2\"}                    | thing: the name is reserved for the cloud",
                "{}                                      | device_id: is missing",
                "[]                                      | a reading is a JSON object",
                "[[{}],{\"a\":[]}]                       | a reading is a JSON object",
                "12                                      | a reading is a JSON object",
                "-1.5E3                                  | a reading is a JSON object",
                "\"te,]xt\"                              | a reading is a JSON object",
                "null                                    | a reading is a JSON object",
                "true                                    | a reading is a JSON object",
            })
    void aBadReadingKeepsItsOwnBytes(String bad, String reason) {
        for (String place : List.of(batch(bad, reading(1)), batch(reading(1), bad), batch(reading(1), bad + " "))) {
            Batch batch = decode(place);
            assertThat(batch.readings()).extracting(Reading::deviceId).containsExactly("d1");
            assertThat(batch.rejected())
                    .singleElement()
                    .satisfies(
                            rejected -> assertThat(rejected.json()).isEqualTo(bad),
                            rejected -> assertThat(rejected.reason()).isEqualTo(reason));
        }
    }

    @Test
    void aDuplicateFieldCostsOnlyItsReading() {
        Batch batch = decode(batch(reading(1).replace("}", ",\"temperature\":2}"), reading(2)));
        assertThat(batch.readings()).extracting(Reading::deviceId).containsExactly("d2");
        assertThat(batch.rejected()).extracting(Rejected::reason).containsExactly("temperature: stands twice");
    }

    @Test
    void aNumberOfThousandsOfDigitsCostsOnlyItsReading() {
        Batch batch = decode(batch("{\"x\":" + "7".repeat(9_000) + "}", reading(1)));
        assertThat(batch.readings()).hasSize(1);
        assertThat(batch.rejected())
                .extracting(Rejected::reason)
                .containsExactly("x: is a number of 9000 characters; 400 are the most");
    }

    @Test
    void deepNestingCostsOnlyItsReading() {
        Batch batch = decode(batch("{\"x\":" + "[".repeat(900) + "]".repeat(900) + "}", reading(1)));
        assertThat(batch.readings()).hasSize(1);
        assertThat(batch.rejected()).extracting(Rejected::reason).containsExactly("x: a list is not a number");
    }

    @Test
    void aLongNameCostsOnlyItsReading() {
        Batch batch = decode(batch("{\"" + "n".repeat(900) + "\":1,\"device_id\":\"a\"}", reading(1)));
        assertThat(batch.readings()).hasSize(1);
        assertThat(batch.rejected()).hasSize(1);
    }

    @Test
    void aLongTextCostsOnlyItsReading() {
        String bad = "{\"firmware_version\":\"" + "x".repeat(300 * 1024) + "\"}";
        Batch batch = BatchCodec.decode(BatchCodec.gzip(batch(bad, reading(1)).getBytes(UTF_8)));
        assertThat(batch.readings()).hasSize(1);
        assertThat(batch.rejected()).extracting(Rejected::json).containsExactly(bad);
    }

    @Test
    void aByteOrderMarkDoesNotMoveTheBytesOfABadReading() {
        Batch batch = decode("\ufeff" + batch(reading(1), "{\"x\":null}"));
        assertThat(batch.rejected()).extracting(Rejected::json).containsExactly("{\"x\":null}");
    }

    @Test
    void otherEncodingsThanUtf8AreRefused() {
        assertUndecodable(batch("{\"x\":null}").getBytes(StandardCharsets.UTF_16))
                .hasMessage("no valid JSON: it is not UTF-8");
        assertUndecodable(batch("{\"x\":null}").getBytes(StandardCharsets.UTF_16LE))
                .hasMessage("no valid JSON: it is not UTF-8");
    }

    @Test
    void gzipIsUnderstood() {
        byte[] json = batch(reading(1), reading(2)).getBytes(UTF_8);
        byte[] gzip = BatchCodec.gzip(json);
        assertThat(BatchCodec.decode(gzip)).isEqualTo(BatchCodec.decode(json));
        assertThat(BatchCodec.gzip(json)).isEqualTo(gzip);
    }

    @Test
    void brokenGzipCannotBeDecoded() {
        byte[] gzip = BatchCodec.gzip(batch(reading(1)).getBytes(UTF_8));
        assertUndecodable(Arrays.copyOf(gzip, gzip.length - 9)).hasMessageStartingWith("no valid gzip: ");
        assertUndecodable(Arrays.copyOf(gzip, 5)).hasMessage("no valid gzip: it is cut short");
        byte[] flipped = gzip.clone();
        flipped[gzip.length - 6] ^= 1;
        assertUndecodable(flipped).hasMessageStartingWith("no valid gzip: ");
    }

    @Test
    void aGzipBombIsRefused() {
        byte[] bomb = BatchCodec.gzip(new byte[64 * 1024 * 1024]);
        assertThat(bomb.length).isLessThan(Batch.MOST_WIRE_BYTES);
        assertUndecodable(bomb).hasMessage("the message inflates to more than 1048576 bytes");
    }

    @Test
    void aMessageHasAtMost96KibOnTheWire() {
        String json = batch(reading(1));
        String largest = json + " ".repeat(Batch.MOST_WIRE_BYTES - json.length());
        assertThat(decode(largest).readings()).hasSize(1);
        assertUndecodable(largest + " ").hasMessage("the message has 98305 bytes; at most 98304 are taken");
    }

    @Test
    void aMessageHasAtMostOneMibInflated() {
        String json = batch(reading(1));
        String largest = json + " ".repeat(Batch.MOST_INFLATED_BYTES - json.length());
        assertThat(BatchCodec.decode(BatchCodec.gzip(largest.getBytes(UTF_8))).readings())
                .hasSize(1);
        assertUndecodable(BatchCodec.gzip((largest + " ").getBytes(UTF_8)))
                .hasMessageContaining("inflates to more than");
    }

    @Test
    void aBatchHasAtMost5000Readings() {
        String most = IntStream.range(0, 5_000).mapToObj(i -> "1").collect(Collectors.joining(","));
        assertThat(decode(batch(most)).rejected()).hasSize(5_000);
        assertUndecodable(batch(most, "1")).hasMessage("readings: more than 5000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"readings\":[],\"readings\":[]}     | readings: stands twice in the batch",
                "{\"readings\":[],\"device_id\":\"a\"} | device_id: a batch has no such field",
                "{\"readings\":{}}                     | readings: is not a list",
                "{\"readings\":null}                   | readings: is not a list",
                "{\"readings\":[],\"rules_version\":1} | rules_version: is not a text",
                "{\"readings\":[],\"gaps\":{}}         | gaps: is not a list",
                "{\"readings\":[]}{}                   | something follows the batch",
                "[]                                    | a batch is a JSON object",
            })
    void whatIsWrongWithTheWholeIsSaid(String json, String message) {
        assertUndecodable(json).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"readings\":[", "{\"readings\":[{\"x\":null", "{\"readings\":[{\"x\":tru}]}"})
    void brokenSyntaxCannotBeDecoded(String json) {
        assertUndecodable(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"count\":7 | \"count\":0 | gaps[0].count: 0 is not 1 or more",
                "\"count\":7 | \"count\":7.5 | gaps[0].count: is not a whole number that a long holds",
                "\"count\":7 | \"count\":99999999999999999999 | gaps[0].count: is not a whole number that a long holds",
                "\"count\":7 | \"size\":7 | gaps[0].size: there is no such field",
                "\"count\":7, | '' | gaps[0].count: is missing",
                "T11 | T09 | gaps[0].to: 2026-11-22T09:00:00Z is before from, 2026-11-22T10:00:00Z",
                "T11 | 'T11h' | gaps[0].to: is not ISO 8601 with an offset",
                "\"d\" | \"d d\" | gaps[0].device_id: is not 1 to 128 letters, digits and _ . : -",
                "\"outbox full\" | null | gaps[0].reason: is missing",
                "\"outbox full\" | 5 | gaps[0].reason: is not a text",
            })
    void aBrokenGapIsNamed(String part, String broken, String message) {
        assertUndecodable("{\"readings\":[],\"gaps\":[" + GAP.replace(part, broken) + "]}")
                .hasMessage(message);
    }

    @Test
    void aGapsFieldStandsOnce() {
        assertUndecodable("{\"readings\":[],\"gaps\":[" + GAP.replace("}", ",\"count\":8}") + "]}")
                .hasMessageContaining("count");
    }

    @Test
    void aBatchIsToldFromAReadingByItsReadings() {
        assertThat(BatchCodec.isBatch(batch(reading(1)).getBytes(UTF_8))).isTrue();
        assertThat(BatchCodec.isBatch("{\"gaps\":[{\"a\":{}}],\"readings\":5}".getBytes(UTF_8)))
                .isTrue();
        assertThat(BatchCodec.isBatch(BatchCodec.gzip(batch().getBytes(UTF_8)))).isTrue();
        assertThat(BatchCodec.isBatch(reading(1).getBytes(UTF_8))).isFalse();
        assertThat(BatchCodec.isBatch("{\"device_id\":\"a\",\"readings\":[]}".getBytes(UTF_8)))
                .isFalse();
        assertThat(BatchCodec.isBatch("{\"quality\":{\"readings\":[]}}".getBytes(UTF_8)))
                .isFalse();
        assertThat(BatchCodec.isBatch("{\"site_id\":\"readings\"}".getBytes(UTF_8)))
                .isFalse();
        assertThat(BatchCodec.isBatch("[1]".getBytes(UTF_8))).isFalse();
        assertThat(BatchCodec.isBatch("nonsense".getBytes(UTF_8))).isFalse();
        assertThat(BatchCodec.isBatch(new byte[0])).isFalse();
        assertThat(BatchCodec.isBatch(new byte[] {0, 0, 0, 1})).isFalse();
    }

    @Property(tries = 200)
    void whatIsJoinedIsReadBackTheSame(
            @ForAll("batches") List<Reading> readings, @ForAll("texts") String rulesVersion) {
        List<Gap> gaps = readings.stream()
                .limit(1)
                .map(first -> new Gap(first.deviceId(), first.timestamp(), first.timestamp(), 3, "outbox full"))
                .toList();
        byte[] json = BatchCodec.join(
                rulesVersion, readings.stream().map(ReadingCodec::encode).toList(), gaps);
        Batch batch = BatchCodec.decode(json);
        assertThat(batch.rulesVersion()).contains(rulesVersion);
        assertThat(batch.readings()).isEqualTo(readings);
        assertThat(batch.rejected()).isEmpty();
        assertThat(batch.gaps()).isEqualTo(gaps);
        assertThat(BatchCodec.isBatch(json)).isTrue();
    }

    @Provide
    Arbitrary<List<Reading>> batches() {
        return TelemetryArbitraries.readings().list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> texts() {
        return TelemetryArbitraries.texts();
    }
}
