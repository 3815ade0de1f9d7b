package io.towersense.telemetry.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.telemetry.message.MessageId;
import io.towersense.telemetry.message.Receipt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptCodecTest {
    private static final String ID = MessageId.of(new byte[0]);

    @Test
    void theContractsFieldsAreWritten() {
        assertThat(ReceiptCodec.encode(new Receipt(ID, 99, 1)))
                .asString(UTF_8)
                .isEqualTo("{\"id\":\"" + ID + "\",\"stored\":99,\"quarantined\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":\"ID\",\"stored\":1}                     | quarantined: is missing",
                "{\"id\":\"ID\",\"stored\":-1,\"quarantined\":0}  | stored: -1 is less than nothing",
                "{\"id\":\"ID\",\"stored\":1.5,\"quarantined\":0} | stored: is not a whole number that a long holds",
                "{\"id\":\"sha\",\"stored\":1,\"quarantined\":0}  | id: is not a SHA-256 in lower-case hex",
                "{\"id\":5,\"stored\":1,\"quarantined\":0}        | id: is not a text",
                "[]                                               | is not a JSON object",
                "{\"id\":\"ID\",\"stored\":1,\"quarantined\":0}{} | something follows the JSON object",
            })
    void whateverIsWrongIsNamed(String json, String message) {
        assertThatThrownBy(() -> ReceiptCodec.decode(json.replace("ID", ID).getBytes(UTF_8)))
                .isInstanceOf(UndecodableException.class)
                .hasMessage(message);
    }

    @Property
    void whatIsWrittenIsReadBackTheSame(
            @ForAll byte[] message, @ForAll @LongRange long stored, @ForAll @LongRange long quarantined) {
        Receipt receipt = new Receipt(MessageId.of(message), stored, quarantined);
        assertThat(ReceiptCodec.decode(ReceiptCodec.encode(receipt))).isEqualTo(receipt);
    }
}
