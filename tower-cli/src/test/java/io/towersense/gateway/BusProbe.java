package io.towersense.gateway;

import io.towersense.sensor.i2c.I2cBus;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.sensor.i2c.pi4j.Pi4jBuses;
import java.io.File;
import java.lang.reflect.Field;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/** Transfers on the gateway's bus 1, run there; it prints what came of each. */
final class BusProbe {
    private static final int MANY = 300;
    private static final byte[] ID = {(byte) 0xD0};
    private static final I2cBus BUS = new Pi4jBuses().bus(1);

    private BusProbe() {}

    /** One transfer. */
    @FunctionalInterface
    private interface Transfer {
        byte[] run() throws I2cException;
    }

    public static void main(String[] arguments) throws ReflectiveOperationException {
        System.out.println("buses " + new Pi4jBuses().numbers());
        print("register of nobody", () -> BUS.writeRead(0x10, ID, 1));
        print("register of 76", () -> BUS.writeRead(0x76, ID, 1));
        print("read of 77", () -> BUS.read(0x77, 1));
        print("read of 77 again", () -> BUS.read(0x77, 1));
        print("read of 76", () -> BUS.read(0x76, 1));
        print("register of 77", () -> BUS.writeRead(0x77, ID, 1));
        print("read of 77 after that", () -> BUS.read(0x77, 1));
        print("write to 77", () -> written(0x77, ID));
        print("read of 44 without a command", () -> BUS.read(0x44, 6));
        print("command to 44", () -> written(0x44, new byte[] {0x24, 0x00}));
        print("read of 44", () -> BUS.read(0x44, 6));
        print("write to nobody", () -> written(0x10, ID));
        print("read of nobody", () -> BUS.read(0x10, 1));
        print("bus 2", () -> new Pi4jBuses().bus(2).read(0x76, 1));

        int files = openFiles();
        for (int i = 0; i < MANY; i++) {
            try {
                BUS.read(0x10, 1);
            } catch (I2cException e) {
                continue;
            }
            throw new IllegalStateException("nobody answered");
        }
        System.out.println("files more after many failures: " + (openFiles() - files));
        BUS.close();
        System.out.println("files more after the end: " + (openFiles() - files));
        System.out.println("threads of its own: " + (Thread.activeCount() - 1));
        System.out.println("hooks: " + hooks());
    }

    private static void print(String what, Transfer transfer) {
        try {
            System.out.println(what + ": " + HexFormat.of().formatHex(transfer.run()));
        } catch (I2cException e) {
            System.out.println(what + ": " + e.why());
        }
    }

    private static byte[] written(int address, byte[] bytes) throws I2cException {
        BUS.write(address, bytes);
        return new byte[0];
    }

    private static int openFiles() {
        return Objects.requireNonNull(new File("/proc/self/fd").list()).length;
    }

    private static int hooks() throws ReflectiveOperationException {
        Field hooks = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
        hooks.setAccessible(true);
        return ((Map<?, ?>) hooks.get(null)).size();
    }
}
