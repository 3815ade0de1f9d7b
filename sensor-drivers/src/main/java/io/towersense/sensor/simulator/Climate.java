package io.towersense.sensor.simulator;

/**
 * The air at a sensor, before the sensor measures it.
 *
 * @param temperature °C
 * @param humidity %RH
 * @param pressure hPa
 */
record Climate(double temperature, double humidity, double pressure) {

    /** This air with {@code share} (0 to 1) of its temperature and humidity replaced by other air's. */
    Climate mixedWith(double otherTemperature, double otherHumidity, double share) {
        return new Climate(
                temperature + share * (otherTemperature - temperature),
                humidity + share * (otherHumidity - humidity),
                pressure);
    }
}
