package io.towersense.sensor.hwmon;

import io.towersense.sensor.sysfs.KernelSensorContract;
import io.towersense.sensor.sysfs.KernelSensorProvider;

class HwmonFaultTest extends KernelSensorContract {
    @Override
    protected KernelSensorProvider provider() {
        return new HwmonProvider();
    }

    @Override
    protected String bus() {
        return "class/hwmon";
    }

    @Override
    protected String folder() {
        return "hwmon";
    }

    @Override
    protected String temperature() {
        return "temp1_input";
    }

    @Override
    protected String humidity() {
        return "humidity1_input";
    }
}
