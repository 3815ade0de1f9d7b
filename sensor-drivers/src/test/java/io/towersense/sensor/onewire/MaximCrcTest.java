package io.towersense.sensor.onewire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaximCrcTest {
    @ParameterizedTest
    @CsvSource({
        // Maxim's Application Note 27: family code 02, serial number 00000001B81C.
        "021cb801000000, a2",
        "0000000000000000, 00",
        // The check value of the usual catalogues for CRC-8/MAXIM-DOW.
        "313233343536373839, a1",
    })
    void agreesWithItsMaker(String bytes, String crc) {
        byte[] message = HexFormat.of().parseHex(bytes);
        assertThat(MaximCrc.of(message, message.length)).isEqualTo(Integer.parseInt(crc, 16));
    }

    @ParameterizedTest
    @CsvSource("021cb801000000a2")
    void isZeroOverAMessageAndItsChecksum(String bytes) {
        assertThat(MaximCrc.of(HexFormat.of().parseHex(bytes), 8)).isZero();
    }
}
