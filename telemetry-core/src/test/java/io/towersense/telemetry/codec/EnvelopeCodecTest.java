package io.towersense.telemetry.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.telemetry.message.Envelope;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeCodecTest {
    private static Optional<Envelope> decode(String json) {
        return EnvelopeCodec.decode(json.getBytes(UTF_8));
    }

    @Test
    void anEnvelopeOfTheRuleIsOpened() {
        // What SELECT encode(*, 'base64') AS payload, topic(2) AS thing, timestamp() AS received_at gives.
        Envelope envelope = decode("{\"payload\":\"eyJhIjoxfQ==\",\"thing\":\"gw-1\",\"received_at\":1795341600123}")
                .orElseThrow();
        assertThat(envelope.payload()).asString(UTF_8).isEqualTo("{\"a\":1}");
        assertThat(envelope.thing()).isEqualTo("gw-1");
        assertThat(envelope.receivedAt()).isEqualTo(Instant.ofEpochMilli(1_795_341_600_123L));
    }

    @Test
    void theOrderOfTheFieldsIsNotFixed() {
        assertThat(decode(" { \"received_at\" : 0 , \"thing\" : \"gw\" , \"payload\" : \"\" } "))
                .hasValueSatisfying(envelope -> assertThat(envelope.payload()).isEmpty());
    }

    @Test
    void anEnvelopeThatWasPutBackSaysFromWhere() {
        Envelope envelope =
                new Envelope(new byte[] {1}, "gw-1", Instant.EPOCH).resubmittedFrom("2026-11-22/gw-1/49.json");
        byte[] json = EnvelopeCodec.encode(envelope);
        assertThat(json)
                .asString(UTF_8)
                .isEqualTo("{\"payload\":\"AQ==\",\"thing\":\"gw-1\",\"received_at\":0,"
                        + "\"resubmitted_from\":\"2026-11-22/gw-1/49.json\"}");
        assertThat(EnvelopeCodec.decode(json).orElseThrow().resubmittedFrom()).contains("2026-11-22/gw-1/49.json");
        assertThat(decode("{\"payload\":\"\",\"thing\":\"gw\",\"received_at\":1}")
                        .orElseThrow()
                        .resubmittedFrom())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "null", "[]", "\"\"", "\"a\\nb\"", "\"\\u202e\""})
    void aKeyThatCannotBeShownIsNone(String key) {
        assertThatThrownBy(() -> decode(
                        "{\"payload\":\"\",\"thing\":\"gw\",\"received_at\":1,\"resubmitted_from\":" + key + "}"))
                .isInstanceOf(UndecodableException.class)
                .hasMessage("resubmitted_from: is not 1 to 1024 printable characters");
    }

    @Test
    void aKeyIsNoLongerThanS3AllowsIt() {
        String start = "{\"payload\":\"\",\"thing\":\"gw\",\"received_at\":1,\"resubmitted_from\":\"";
        assertThat(decode(start + "k".repeat(1024) + "\"}")).isPresent();
        assertThatThrownBy(() -> decode(start + "k".repeat(1025) + "\"}")).isInstanceOf(UndecodableException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "{",
                "{}",
                "[]",
                "null",
                "{\"device_id\":\"a\",\"timestamp\":\"2026-11-22T10:00:00Z\",\"temperature\":1}",
                "{\"rules_version\":\"v\",\"readings\":[]}",
                "{\"thing\":\"gw-1\",\"received_at\":5}",
                "\u0000\u0000\u0000\u0001",
            })
    void whatIsNoEnvelopeIsBare(String text) {
        assertThat(decode(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"payload\":5,\"device_id\":\"a\",\"timestamp\":\"2026-11-22T10:00:00Z\",\"temperature\":1}",
                "{\"received_at\":\"noon\",\"payload\":5,\"device_id\":\"a\"}",
            })
    void aBareReadingMayHaveANumberCalledPayload(String text) {
        assertThat(decode(text)).isEmpty();
    }

    @Test
    void whatIsNestedInAFieldIsNotTheEnvelope() {
        String inner = "{\"payload\":\"\",\"thing\":\"victim\",\"received_at\":1}";
        assertThat(decode("{\"thing\":" + inner + "}")).isEmpty();
        assertThatThrownBy(() -> decode("{\"payload\":\"\",\"received_at\":1,\"thing\":" + inner + "}"))
                .isInstanceOf(UndecodableException.class)
                .hasMessageStartingWith("thing: ");
        assertThatThrownBy(() -> decode("{\"payload\":" + inner + ",\"thing\":\"gw\",\"received_at\":1}"))
                .isInstanceOf(UndecodableException.class)
                .hasMessage("payload: is not a text");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"payload\":\"\"}                                                 | the envelope needs payload, thing and received_at",
                "{\"payload\":\"\",\"thing\":\"gw\"}                                | the envelope needs payload, thing and received_at",
                "{\"payload\":\"?\",\"thing\":\"gw\",\"received_at\":1}             | payload: is not base64",
                "{\"payload\":null,\"thing\":\"gw\",\"received_at\":1}              | payload: is not a text",
                "{\"payload\":\"\",\"thing\":\"a/b\",\"received_at\":1}             | thing: is not 1 to 128 letters, digits and : _ -",
                "{\"payload\":\"\",\"thing\":5,\"received_at\":1}                   | thing: is not 1 to 128 letters, digits and : _ -",
                "{\"payload\":\"\",\"thing\":null,\"received_at\":1}                | thing: is not 1 to 128 letters, digits and : _ -",
                "{\"payload\":\"\",\"thing\":\"gw\",\"received_at\":1.5}            | received_at: is not a whole number of milliseconds",
                "{\"payload\":\"\",\"thing\":\"gw\",\"received_at\":\"1\"}          | received_at: is not a whole number of milliseconds",
                "{\"payload\":\"\",\"thing\":\"gw\",\"received_at\":9000000000000000000}  | received_at: is not within the years 1 to 9999",
                "{\"payload\":\"\",\"thing\":\"gw\",\"received_at\":90000000000000000000} | received_at: is not within the years 1 to 9999",
                "{\"payload\":\"\",\"payload\":\"\",\"thing\":\"gw\",\"received_at\":1}   | payload: stands twice in the envelope",
                "{\"payload\":\"\",\"thing\":\"gw\",\"received_at\":1}{}            | something follows the envelope",
            })
    void aBrokenEnvelopeIsNoBareReading(String json, String message) {
        assertThatThrownBy(() -> decode(json))
                .isInstanceOf(UndecodableException.class)
                .hasMessage(message);
    }

    @Test
    void anEnvelopeThatIsCutShortIsBroken() {
        assertThatThrownBy(() -> decode("{\"payload\":\"\",\"thing\":"))
                .isInstanceOf(UndecodableException.class)
                .hasMessageStartingWith("no valid JSON at line 1");
    }

    @Property
    void whatIsWrittenIsReadBackTheSame(
            @ForAll byte[] payload, @ForAll @LongRange(min = 0, max = 253_402_300_799_999L) long millis) {
        Envelope envelope = new Envelope(payload, "gw-1", Instant.ofEpochMilli(millis));
        Envelope read = EnvelopeCodec.decode(EnvelopeCodec.encode(envelope)).orElseThrow();
        assertThat(read.payload()).isEqualTo(payload);
        assertThat(read.thing()).isEqualTo("gw-1");
        assertThat(read.receivedAt()).isEqualTo(envelope.receivedAt());
    }
}
