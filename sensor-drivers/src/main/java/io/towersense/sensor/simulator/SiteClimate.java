package io.towersense.sensor.simulator;

import java.time.Duration;

/**
 * The air in a healthy equipment room: a pure function of the simulated time. A daily swing, warmest at about 15 h, a
 * slow drift that returns to its mean, and humidity that falls when temperature rises. All parts are bounded: 18 to 29
 * °C, 38 to 68 %RH, 985 to 1035 hPa, noise included. Swing and drift together move temperature by less than 5 °C, so
 * that even a day that passes within a minute is no steep rise.
 */
final class SiteClimate {
    private static final double NANOS_PER_DAY = 86_400e9;
    private static final double FIRST_HOUR = 8;
    private static final double WARMEST_HOUR = 15;
    private static final double HUMIDITY_PER_DEGREE = -2.2;

    private final double timeScale;
    private final double meanTemperature;
    private final double meanHumidity;
    private final double meanPressure;
    private final double swing;
    private final double warmest;
    private final DeviceRandom temperatureDrift;
    private final DeviceRandom humidityDrift;
    private final DeviceRandom pressureDrift;
    private final DeviceRandom temperatureNoise;
    private final DeviceRandom humidityNoise;
    private final DeviceRandom pressureNoise;

    /**
     * The air at a device.
     *
     * @param timeScale simulated seconds in one elapsed second
     */
    SiteClimate(long seed, String deviceId, double timeScale) {
        this.timeScale = timeScale;
        DeviceRandom site = DeviceRandom.of(seed, deviceId, "site");
        meanTemperature = site.between(21, 26, 0);
        meanHumidity = site.between(48, 58, 1);
        meanPressure = site.between(1000, 1020, 2);
        swing = site.between(1.2, 1.8, 3);
        warmest = site.between(WARMEST_HOUR - 1, WARMEST_HOUR + 1, 4);
        temperatureDrift = DeviceRandom.of(seed, deviceId, "temperature drift");
        humidityDrift = DeviceRandom.of(seed, deviceId, "humidity drift");
        pressureDrift = DeviceRandom.of(seed, deviceId, "pressure drift");
        temperatureNoise = DeviceRandom.of(seed, deviceId, "temperature noise");
        humidityNoise = DeviceRandom.of(seed, deviceId, "humidity noise");
        pressureNoise = DeviceRandom.of(seed, deviceId, "pressure noise");
    }

    /** The air when {@code elapsed} has passed since the simulated day's 8 o'clock. */
    Climate at(Duration elapsed) {
        double days = timeScale * elapsed.toNanos() / NANOS_PER_DAY;
        double hours = 24 * days;
        double angle = 2 * Math.PI * (FIRST_HOUR + hours - warmest) / 24;
        double deviation = swing * StrictMath.cos(angle) + 0.6 * temperatureDrift.wander(hours / 3);
        double humidity = meanHumidity + HUMIDITY_PER_DEGREE * deviation + 3 * humidityDrift.wander(hours / 5);
        double pressure = meanPressure + 12 * pressureDrift.wander(hours / 16);
        return new Climate(meanTemperature + deviation, humidity, pressure);
    }

    /** What the sensor's {@code number}th measurement makes of this air: its noise added. */
    Climate withNoise(Climate climate, long number) {
        return new Climate(
                climate.temperature() + 0.06 * temperatureNoise.noise(number),
                climate.humidity() + 0.25 * humidityNoise.noise(number),
                climate.pressure() + 0.1 * pressureNoise.noise(number));
    }
}
