package io.towersense.telemetry.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.telemetry.TelemetryArbitraries;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.reading.ClockState;
import io.towersense.telemetry.reading.InvalidReadingException;
import io.towersense.telemetry.reading.QualityFlag;
import io.towersense.telemetry.reading.Reading;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingCodecTest {
    private static final String IDENTITY =
            "\"device_id\":\"tower-0042-cab1\",\"timestamp\":\"2026-11-22T10:00:00.123Z\"";

    private static Reading decode(String json) {
        return ReadingCodec.decode(json.getBytes(StandardCharsets.UTF_8));
    }

    /** A reading with its identity, a temperature, and these fields. */
    private static String with(String fields) {
        return "{" + IDENTITY + ",\"temperature\":23.51," + fields + "}";
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertInvalid(String json) {
        return assertThatThrownBy(() -> decode(json)).isInstanceOf(InvalidReadingException.class);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertUndecodable(String json) {
        return assertThatThrownBy(() -> decode(json)).isInstanceOf(UndecodableException.class);
    }

    @Test
    void theDesignsExampleIsRead() {
        Reading reading = decode("{" + IDENTITY + ",\"temperature\":23.51,\"humidity\":45.2,"
                + "\"pressure\":1013.25,\"firmware_version\":\"1.2.0\"}");
        assertThat(reading.deviceId()).isEqualTo("tower-0042-cab1");
        assertThat(reading.timestamp()).isEqualTo(Instant.parse("2026-11-22T10:00:00.123Z"));
        assertThat(reading.values())
                .isEqualTo(Map.of(
                        "temperature", new BigDecimal("23.51"),
                        "humidity", new BigDecimal("45.2"),
                        "pressure", new BigDecimal("1013.25")));
        assertThat(reading.firmwareVersion()).contains("1.2.0");
        assertThat(reading.siteId()).isEmpty();
        assertThat(reading.simulated()).isFalse();
        assertThat(reading.clock()).isEmpty();
        assertThat(reading.quality()).isEmpty();
        assertThat(reading.breaches()).isEmpty();
    }

    @Test
    void everyOptionalFieldIsRead() {
        Reading reading = decode(with("\"site_id\":\"site-7\",\"simulated\":true,\"clock\":\"unsynced\","
                + "\"quality\":{\"temperature\":[\"spike\",\"frozen\"],\"humidity\":[]},"
                + "\"breaches\":[\"temperature-high\"]"));
        assertThat(reading.siteId()).contains("site-7");
        assertThat(reading.simulated()).isTrue();
        assertThat(reading.clock()).contains(ClockState.UNSYNCED);
        assertThat(reading.quality()).containsOnlyKeys("temperature");
        assertThat(reading.quality().get("temperature"))
                .containsExactlyInAnyOrder(QualityFlag.SPIKE, QualityFlag.FROZEN);
        assertThat(reading.breaches()).containsExactly("temperature-high");
    }

    @Test
    void aNumberOutsideTheCatalogueIsKept() {
        assertThat(decode(with("\"co2_ppm\":412")).values()).containsEntry("co2_ppm", new BigDecimal("412"));
    }

    @ParameterizedTest
    @CsvSource({"device_id", "timestamp"})
    void whatIsRequiredAndMissingIsNamed(String field) {
        String json = with("\"humidity\":45").replaceFirst("\"" + field + "\":\"[^\"]*\",", "");
        assertInvalid(json).hasMessage(field + ": is missing");
    }

    @Test
    void aReadingHasAMetricOfTheCatalogue() {
        assertInvalid("{" + IDENTITY + ",\"co2_ppm\":412}").hasMessageStartingWith("metrics: there is none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "tower/1", "tower\\n1", "ü", "\\u0000"})
    void aDeviceIdIsAnIdentifier(String id) {
        assertInvalid("{\"device_id\":\"" + id + "\",\"timestamp\":\"2026-11-22T10:00:00Z\",\"temperature\":1}")
                .hasMessageStartingWith("device_id: ")
                .hasMessageEndingWith("is not 1 to 128 letters, digits and _ . : -");
    }

    @Test
    void aDeviceIdHasAtMost128Characters() {
        String json = "{\"device_id\":\"%s\",\"timestamp\":\"2026-11-22T10:00:00Z\",\"temperature\":1}";
        assertThat(decode(String.format(json, "x".repeat(128))).deviceId()).hasSize(128);
        assertInvalid(String.format(json, "x".repeat(129))).hasMessageStartingWith("device_id: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T10:00:00", "22.11.2026", "", "0000-01-01T00:00:00Z"})
    void aTimestampIsIso8601WithAnOffset(String timestamp) {
        assertInvalid("{\"device_id\":\"a\",\"timestamp\":\"" + timestamp + "\",\"temperature\":1}")
                .hasMessageStartingWith("timestamp: '" + timestamp + "' is not ISO 8601 with an offset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"thing", "ingestion_timestamp", "expires_at", "record"})
    void aReservedNameIsRefusedWhateverItsType(String name) {
        assertInvalid(with("\"" + name + "\":1")).hasMessage(name + ": the name is reserved for the cloud");
        assertInvalid(with("\"" + name + "\":\"gw-1\"")).hasMessage(name + ": the name is reserved for the cloud");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"humidity\":\"45\" | humidity: '45' is not a number",
                "\"humidity\":true   | humidity: 'true' is not a number",
                "\"humidity\":null   | humidity: null is not a number",
                "\"humidity\":{}     | humidity: an object is not a number",
                "\"humidity\":[1]    | humidity: a list is not a number",
                "\"note\":\"hello\"  | note: 'hello' is not a number",
                "\"note\":null       | note: null is not a number",
            })
    void whateverElseIsNoNumberIsAnErrorThatNamesTheField(String field, String message) {
        assertInvalid(with(field)).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"firmware_version\":1",
                "\"firmware_version\":null",
                "\"firmware_version\":\"\"",
                "\"firmware_version\":\"a\\tb\"",
                "\"site_id\":7",
                "\"site_id\":\"a b\"",
                "\"simulated\":\"true\"",
                "\"simulated\":1",
                "\"clock\":\"late\"",
                "\"clock\":5",
                "\"quality\":5",
                "\"quality\":[\"crc\"]",
                "\"breaches\":\"temperature-high\"",
                "\"breaches\":[1]",
                "\"breaches\":[\"a b\"]",
                "\"breaches\":[[]]",
            })
    void anOptionalFieldOfTheWrongKindIsNamed(String field) {
        String name = field.substring(1, field.indexOf('"', 1));
        assertInvalid(with(field)).hasMessageStartingWith(name + ": ");
    }

    @Test
    void aFieldThatIsATextCannotBeANumberEither() {
        assertThatThrownBy(() -> Reading.of("a", Instant.EPOCH, Map.of("site_id", BigDecimal.ONE)))
                .isInstanceOf(InvalidReadingException.class)
                .hasMessage("site_id: is a number, where a text or a truth value belongs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"quality\":{\"temperature\":[\"wet\"]}", "\"quality\":{\"temperature\":[\"CRC\"]}"})
    void anUnknownQualityFlagIsNamedWithItsMetric(String field) {
        assertInvalid(with(field)).hasMessageStartingWith("quality.temperature: is not a quality flag: '");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"quality\":{\"temperature\":\"crc\"}", "\"quality\":{\"temperature\":[null]}"})
    void flagsAreAListOfTexts(String field) {
        assertInvalid(with(field)).hasMessageStartingWith("quality.temperature: ");
    }

    @Test
    void aMetricsFlagsStandOnce() {
        assertInvalid(with("\"quality\":{\"humidity\":[\"crc\"],\"humidity\":[]}"))
                .hasMessage("quality.humidity: stands twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "-INF"})
    void aNumberIsFinite(String number) {
        assertInvalid(with("\"humidity\":" + number)).hasMessage("humidity: " + number + " is not a finite number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"temperature\":23.51",
                "\"device_id\":\"tower-0042-cab1\"",
                "\"timestamp\":\"2026-11-22T10:00:00.123Z\""
            })
    void aFieldStandsOnceEvenIfItSaysTheSame(String field) {
        String name = field.substring(1, field.indexOf('"', 1));
        assertInvalid(with(field)).hasMessage(name + ": stands twice");
    }

    @Test
    void thirtyEightSignificantDigitsAreKept() {
        String digits = "1.2345678901234567890123456789012345678";
        assertThat(decode(with("\"humidity\":" + digits)).value(Metric.HUMIDITY))
                .contains(new BigDecimal(digits));
        assertInvalid(with("\"humidity\":" + digits + "9")).hasMessage("humidity: has more than 38 significant digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E200", "-1E200", "1E126", "1E-131", "-9.9E-131", "1E999999999", "1E-999999999"})
    void aMagnitudeOutsideTheTablesIsNamed(String number) {
        assertInvalid(with("\"humidity\":" + number))
                .hasMessage("humidity: is not 0 and not within 1E-130 to 9.9E+125");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E-130", "9.9E125", "0", "-0.0", "0E-5"})
    void theEndsOfTheRangeAreWithinIt(String number) {
        assertThat(decode(with("\"humidity\":" + number)).value(Metric.HUMIDITY))
                .hasValueSatisfying(value -> assertThat(value).isEqualByComparingTo(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E99999999999", "1E-99999999999", "0E99999999999"})
    void anExponentThatNoDecimalHoldsIsNamed(String number) {
        assertInvalid(with("\"humidity\":" + number)).hasMessageStartingWith("humidity: is not 0 and not within");
    }

    @Test
    void aNumberOfThousandsOfDigitsIsNamed() {
        assertInvalid(with("\"humidity\":" + "7".repeat(5_000)))
                .hasMessage("humidity: is a number of 5000 characters; 400 are the most");
    }

    @Test
    void aZeroOfMonstrousScaleIsNoBomb() {
        Reading reading = decode(with("\"humidity\":0E+999999999"));
        assertThat(reading.value(Metric.HUMIDITY).orElseThrow().toPlainString()).isEqualTo("0");
    }

    @Test
    void nestingIsNoNumber() {
        assertInvalid(with("\"humidity\":" + "[".repeat(500) + "]".repeat(500)))
                .hasMessage("humidity: a list is not a number");
    }

    @Test
    void nestingWithoutEndCannotBeDecoded() {
        assertUndecodable("[".repeat(50_000)).hasMessage("a reading is a JSON object");
        assertInvalid(with("\"humidity\":" + "[".repeat(50_000))).hasMessage("humidity: a list is not a number");
    }

    @Test
    void aPayloadOf200KibCannotBeDecoded() {
        assertUndecodable(with("\"firmware_version\":\"" + "x".repeat(200 * 1024) + "\""))
                .hasMessageMatching("the message has \\d+ bytes; at most 98304 are taken");
    }

    @Test
    void anInvalidTextIsShortenedInTheMessage() {
        assertInvalid(with("\"firmware_version\":\"" + "x".repeat(50_000) + "\""))
                .hasMessage("firmware_version: '" + "x".repeat(60) + "...' is not 1 to 128 printable characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "42",
                "\"text\"",
                "[]",
                "not json",
                "{",
                "{\"device_id\":",
                "{\"device_id\":\"a\"",
                "{'device_id':'a'}",
                "{\"temperature\":01}",
                "{\"temperature\":1,}",
                "\u0000\u0000",
            })
    void whatIsNoJsonObjectCannotBeDecoded(String text) {
        assertUndecodable(text);
    }

    @Test
    void nothingFollowsAReading() {
        assertUndecodable(with("\"humidity\":45") + "{}").hasMessage("something follows the reading");
        assertThat(decode(with("\"humidity\":45") + " \n")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void otherEncodingsThanUtf8AreRefused(String encoding) {
        byte[] bytes = with("\"humidity\":45").getBytes(Charset.forName(encoding));
        assertThatThrownBy(() -> ReadingCodec.decode(bytes))
                .isInstanceOf(UndecodableException.class)
                .hasMessage("no valid JSON: it is not UTF-8");
    }

    @Test
    void halfACharacterIsNoText() {
        assertInvalid(with("\"firmware_version\":\"\\ud800\"")).hasMessageStartingWith("firmware_version: '?'");
        assertUndecodable(with("\"\\ud800\":1"));
    }

    @Test
    void aMessageStaysOnOneLineWhateverTheReadingHolds() {
        assertInvalid(with("\"a\\nb\":\"c\\nd\"")).hasMessage("a?b: 'c?d' is not a number");
    }

    @Property
    void whatIsWrittenIsReadBackTheSame(@ForAll("readings") Reading reading) {
        assertThat(ReadingCodec.decode(ReadingCodec.encode(reading))).isEqualTo(reading);
    }

    @Property
    void numbersAreNumericallyEqualToTheirText(@ForAll("numbers") BigDecimal number) {
        String text = number.toString();
        Reading reading = decode(with("\"humidity\":" + text));
        assertThat(reading.value(Metric.HUMIDITY).orElseThrow()).isEqualByComparingTo(new BigDecimal(text));
        assertThat(new String(ReadingCodec.encode(reading), StandardCharsets.UTF_8))
                .contains("\"humidity\":" + text);
    }

    @Provide
    Arbitrary<Reading> readings() {
        return TelemetryArbitraries.readings();
    }

    @Provide
    Arbitrary<BigDecimal> numbers() {
        return TelemetryArbitraries.numbers();
    }
}
