package io.towersense.sensor.iio;

import io.towersense.sensor.sysfs.KernelSensorContract;
import io.towersense.sensor.sysfs.KernelSensorProvider;

class IioFaultTest extends KernelSensorContract {
    @Override
    protected KernelSensorProvider provider() {
        return new IioProvider();
    }

    @Override
    protected String bus() {
        return "bus/iio/devices";
    }

    @Override
    protected String folder() {
        return "iio:device";
    }

    @Override
    protected String temperature() {
        return "in_temp_input";
    }

    @Override
    protected String humidity() {
        return "in_humidityrelative_input";
    }
}
