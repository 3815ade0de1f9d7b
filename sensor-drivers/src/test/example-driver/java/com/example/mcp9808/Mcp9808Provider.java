package com.example.mcp9808;

import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.chip.*;
import io.towersense.sensor.i2c.*;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.*;

/** The driver {@code mcp9808}: temperature, from a Microchip MCP9808 (datasheet DS25095). */
public final class Mcp9808Provider extends ChipProvider {
    private static final int CONFIGURATION = 0x01, AMBIENT = 0x05, MANUFACTURER_ID = 0x06, DEVICE_ID = 0x07;

    public Mcp9808Provider() {
        super("mcp9808");
    }

    @Override
    public ChipAddresses addresses() {
        return new ChipAddresses(List.of(0x18, 0x19, 0x1A, 0x1B, 0x1C, 0x1D, 0x1E, 0x1F), List.of());
    }

    @Override
    public Set<Metric> metrics() {
        return Set.of(Metric.TEMPERATURE);
    }

    @Override
    public Optional<String> recognise(I2cDevice device) throws I2cException {
        return word(device, MANUFACTURER_ID) == 0x0054 && word(device, DEVICE_ID) >> 8 == 0x04
                ? Optional.of("MCP9808") : Optional.empty();
    }

    @Override
    protected Chip chip(DriverOptions options) {
        return new Mcp9808();
    }

    private static int word(I2cDevice device, int register) throws I2cException {
        return new RegisterBytes(device.readRegisters(register, 2)).count16(0);
    }

    private final class Mcp9808 implements Chip {
        /** A hysteresis of 1.5 °C. It means nothing without alerts, and is gone after a reset: that gives a reset away. */
        private static final int HYSTERESIS = 0x02;

        @Override
        public void initialise(I2cDevice device) throws I2cException, ChipException, InterruptedException {
            RegisterCheck.notStuck(device, device.readRegisters(MANUFACTURER_ID, 2));
            if (recognise(device).isEmpty()) {
                throw RegisterCheck.wrongChip(device, word(device, DEVICE_ID), "MCP9808 (0x0400)");
            }
            device.write(CONFIGURATION, HYSTERESIS, 0x00);
            device.pause(Duration.ofMillis(300)); // A conversion takes 250 ms, typically.
        }

        @Override
        public Measured measure(I2cDevice device) throws I2cException, ChipException {
            int count = (short) (word(device, AMBIENT) << 3) >> 3; // 13 bits with a sign, below three of alerts.
            if (word(device, CONFIGURATION) >> 8 != HYSTERESIS) {
                throw RegisterCheck.lostConfiguration(device);
            }
            return new Readout("MCP9808", Map.of(Metric.TEMPERATURE, new OperatingRange(-40, 125)))
                    .value(Metric.TEMPERATURE, new BigDecimal("0.0625").multiply(BigDecimal.valueOf(count)), count)
                    .withoutCounts() // A healthy room may rest on so coarse a count for hours: no sign of a frozen chip.
                    .measured();
        }
    }
}
