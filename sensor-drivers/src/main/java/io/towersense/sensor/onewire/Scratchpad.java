package io.towersense.sensor.onewire;

import io.towersense.sensor.chip.RegisterBytes;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The nine bytes of a DS18B20's memory, as the kernel's w1_therm shows them (DS18B20 datasheet 19-7487, "Memory"): 0 and 1
 * temperature, 2 and 3 alarm limits, 4 configuration, 5 to 7 reserved, 8 checksum. Immutable.
 */
final class Scratchpad {
    /** The first line: the bytes that were read now. The second repeats the last good ones, so it is not looked at. */
    private static final Pattern FIRST_LINE = Pattern.compile("((?:\\p{XDigit}{2} ){9}): crc=\\p{XDigit}{2} (YES|NO)");

    private static final int CHECKSUM = 8;
    private static final int CONFIGURATION = 4;
    private static final int FULL_RESOLUTION = 12;

    /** 85 °C: what the temperature is before the first conversion. */
    private static final int POWER_ON = 0x0550;
    /**
     * Reserved in the datasheet. Maxim's sensors hold 0x0C there from power-on to the first conversion, and 0x10 after a
     * conversion that gave 85.0 °C; the kernel's w1_therm tells the two apart by it, too.
     */
    private static final int TELLTALE = 6;

    private static final int NOT_CONVERTED = 0x0C;

    private final byte[] bytes;
    private final RegisterBytes registers;
    private final boolean isAccepted;

    private Scratchpad(byte[] bytes, boolean isAccepted) {
        this.bytes = bytes;
        this.registers = new RegisterBytes(bytes);
        this.isAccepted = isAccepted;
    }

    /** From the text of a file {@code w1_slave}; empty where it is none. */
    static Optional<Scratchpad> parse(String text) {
        Matcher line = FIRST_LINE.matcher(text.lines().findFirst().orElse("").strip());
        return line.matches()
                ? Optional.of(new Scratchpad(
                        HexFormat.of().parseHex(line.group(1).replace(" ", "")),
                        line.group(2).equals("YES")))
                : Optional.empty();
    }

    /** Whether the checksum is right, in the kernel's judgement and in ours. */
    boolean isIntact() {
        return isAccepted && MaximCrc.of(bytes, CHECKSUM) == registers.unsigned8(CHECKSUM);
    }

    /** Whether there is nothing but zeros, for which the checksum is right. */
    boolean isBlank() {
        for (byte value : bytes) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the temperature was never measured since power came. */
    boolean isPowerOnValue() {
        return registers.unsigned16(0) == POWER_ON && registers.unsigned8(TELLTALE) == NOT_CONVERTED;
    }

    /** °C, in steps of 1/16 at the full resolution of 12 bits; bits below the configured resolution are undefined. */
    BigDecimal celsius() {
        int undefined = FULL_RESOLUTION - resolution();
        int sixteenths = registers.signed16(0) >> undefined << undefined;
        return BigDecimal.valueOf(sixteenths).divide(BigDecimal.valueOf(16));
    }

    /** 9 to 12 bits. */
    private int resolution() {
        return 9 + ((registers.unsigned8(CONFIGURATION) >> 5) & 0x03);
    }
}
