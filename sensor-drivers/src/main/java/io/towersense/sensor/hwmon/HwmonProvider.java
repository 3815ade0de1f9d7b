package io.towersense.sensor.hwmon;

import io.towersense.sensor.sysfs.KernelSensorProvider;

/** The driver {@code hwmon}. */
public final class HwmonProvider extends KernelSensorProvider {
    public HwmonProvider() {
        super("hwmon", new HwmonInterface());
    }
}
