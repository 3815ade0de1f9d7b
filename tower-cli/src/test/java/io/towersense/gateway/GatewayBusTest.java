package io.towersense.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.cli.program.TowerProcess;
import io.towersense.testing.Part;
import io.towersense.testing.Requires;
import org.junit.jupiter.api.Test;

/** Our bus on Pi4J and its native library, transfer by transfer: a BME280 at 0x76, an SHT3x at 0x44, the kernel at 0x77. */
@Requires({Part.SHARED, Part.ARM64})
class GatewayBusTest {
    @Test
    void everyTransferGivesItsOwnDevicesBytesOrItsCauseAndNothingStaysOpen() throws Exception {
        try (TowerProcess probe =
                EmulatedGateway.start(Part.SHARED.require().resolve("tools/gateway.i2c"), BusProbe.class)) {
            assertThat(probe.await()).as(String.join("\n", probe.lines())).isZero();
            assertThat(probe.lines())
                    .containsExactly(
                            "buses [1]",
                            "register of nobody: NO_ANSWER",
                            "register of 76: 60",
                            "read of 77: BUSY",
                            "read of 77 again: BUSY",
                            "read of 76: 60",
                            "register of 77: BUSY",
                            "read of 77 after that: BUSY",
                            "write to 77: BUSY",
                            "read of 44 without a command: NO_ANSWER",
                            "command to 44: ",
                            "read of 44: beef92beef92",
                            "write to nobody: NO_ANSWER",
                            "read of nobody: NO_ANSWER",
                            "bus 2: NO_BUS",
                            "files more after many failures: 0",
                            "files more after the end: 0",
                            "threads of its own: 0",
                            "hooks: 0");
        }
    }
}
