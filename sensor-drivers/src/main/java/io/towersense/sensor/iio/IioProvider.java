package io.towersense.sensor.iio;

import io.towersense.sensor.sysfs.KernelSensorProvider;

/** The driver {@code iio}. */
public final class IioProvider extends KernelSensorProvider {
    public IioProvider() {
        super("iio", new IioInterface());
    }
}
