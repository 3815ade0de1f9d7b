package io.towersense.agent;

import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.Device;
import io.towersense.agent.configuration.Drivers;
import io.towersense.agent.configuration.InvalidConfigurationException;
import io.towersense.agent.configuration.Problem;
import io.towersense.agent.configuration.Sensor;
import io.towersense.agent.sampling.SampledDevice;
import io.towersense.sensor.DriverContext;
import io.towersense.sensor.InvalidOptionException;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.composite.CompositeDriver;
import io.towersense.telemetry.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.function.Predicate;

/** The drivers of the configured devices, made ready: all of them, or none and everything that is wrong. */
final class OpenedDrivers {
    private final AgentConfiguration configuration;
    private final Drivers drivers;
    private final Clock clock;
    private final List<Problem> problems = new ArrayList<>();

    private OpenedDrivers(AgentConfiguration configuration, Drivers drivers, Clock clock) {
        this.configuration = configuration;
        this.drivers = drivers;
        this.clock = clock;
    }

    /**
     * Opens those of the devices that are wanted.
     *
     * @throws InvalidConfigurationException if options are wrong; nothing stays open then
     */
    static List<SampledDevice> open(
            AgentConfiguration configuration, Predicate<Device> isWanted, Drivers drivers, Clock clock) {
        return new OpenedDrivers(configuration, drivers, clock).open(isWanted);
    }

    /** The device, read through that driver. */
    static SampledDevice sampled(Device device, SensorDriver driver, AgentConfiguration configuration) {
        return new SampledDevice(
                device.id(),
                driver,
                device.interval(),
                device.frozenAfter(),
                device.firmwareVersion(),
                configuration.site().id());
    }

    private List<SampledDevice> open(Predicate<Device> isWanted) {
        List<SampledDevice> opened = new ArrayList<>();
        for (int i = 0; i < configuration.devices().size(); i++) {
            Device device = configuration.devices().get(i);
            if (!isWanted.test(device)) {
                continue;
            }
            open(device, "devices[" + i + "]")
                    .map(driver -> sampled(device, driver, configuration))
                    .ifPresent(opened::add);
        }
        if (!problems.isEmpty()) {
            opened.forEach(device -> device.driver().close());
            throw new InvalidConfigurationException("configuration", problems);
        }
        return opened;
    }

    /** The device's sensors as one driver; empty where one of them is wrong. */
    private Optional<SensorDriver> open(Device device, String path) {
        List<Sensor> sensors = device.sensors();
        if (sensors.size() == 1) {
            return open(device, sensors.get(0), path);
        }
        List<SensorDriver> opened = new ArrayList<>();
        for (int i = 0; i < sensors.size(); i++) {
            Sensor sensor = sensors.get(i);
            String below = path + ".sensors[" + i + "]";
            open(device, sensor, below)
                    .filter(driver -> isReadOnDemand(driver, sensor, below))
                    .ifPresent(opened::add);
        }
        if (opened.size() < sensors.size()) {
            opened.forEach(SensorDriver::close);
            return Optional.empty();
        }
        return Optional.of(new CompositeDriver(opened));
    }

    private boolean isReadOnDemand(SensorDriver driver, Sensor sensor, String path) {
        if (driver.pacesItself()) {
            driver.close();
            problems.add(InvalidConfigurationException.problem(
                    path + ".driver",
                    "the driver " + sensor.driver() + " has a pace of its own; make it a device of its own"));
        }
        return !driver.pacesItself();
    }

    private Optional<SensorDriver> open(Device device, Sensor sensor, String path) {
        try {
            return Optional.of(drivers.find(sensor.driver())
                    .orElseThrow(() -> new InvalidOptionException(
                            "driver",
                            "'" + sensor.driver() + "' is no driver; there are " + String.join(", ", drivers.names())))
                    .open(new DriverContext(device.id(), sensor.options(), device.interval(), clock)));
        } catch (InvalidOptionException e) {
            String below = e.option().equals("driver") ? path + ".driver" : path + ".options." + e.option();
            problems.add(InvalidConfigurationException.problem(below, e.problem()));
        } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
            problems.add(InvalidConfigurationException.problem(
                    path + ".driver", "the driver " + sensor.driver() + " cannot be used here: " + e));
        }
        return Optional.empty();
    }
}
