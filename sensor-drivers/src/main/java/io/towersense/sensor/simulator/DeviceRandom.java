package io.towersense.sensor.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;

/**
 * Chance that can be repeated: what it gives depends on the seed, the device and a number, and on nothing that was asked
 * before.
 */
final class DeviceRandom {
    private final long key;

    private DeviceRandom(long key) {
        this.key = key;
    }

    /** The chance of one aspect of a device, such as {@code noise}, independent of its other aspects. */
    static DeviceRandom of(long seed, String deviceId, String aspect) {
        try {
            byte[] origin = (seed + "\n" + deviceId + "\n" + aspect).getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(origin);
            return new DeviceRandom(ByteBuffer.wrap(digest).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The generator for what happens at {@code number}. */
    SplittableRandom at(long number) {
        return new SplittableRandom(key + number);
    }

    /** A value within {@code lowest} (included) and {@code highest}, always the same at one number. */
    double between(double lowest, double highest, long number) {
        return lowest + (highest - lowest) * at(number).nextDouble();
    }

    /** A value within -1 and 1, near 0 more often than far from it: bounded, as Gaussian noise is not. */
    double noise(long number) {
        SplittableRandom random = at(number);
        return (random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble()) / 2 - 1;
    }

    /** A smooth wander within -1 and 1 that returns to its mean, with a turn about every 1 of {@code position}. */
    double wander(double position) {
        long before = (long) Math.floor(position);
        double way = position - before;
        double eased = way * way * (3 - 2 * way);
        return between(-1, 1, before) * (1 - eased) + between(-1, 1, before + 1) * eased;
    }
}
