package io.towersense.agent.sampling;

import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All devices of a gateway being read: each on a schedule of its own and on one thread of its own, so that there are as
 * many threads as devices, however many drivers hang. A read that takes too long is a fault; the first reads are spread
 * over the interval.
 */
public final class Sampler implements AutoCloseable {
    /** Longest that a read may take before it counts as a fault. */
    public static final Duration READ_BOUND = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);
    private static final Duration LONGEST_SPREAD = Duration.ofSeconds(10);
    private static final Duration FOR_THE_DRIVERS = Duration.ofSeconds(2);
    private static final Duration FOR_HANDING_ON = Duration.ofSeconds(20);

    private final List<DeviceSampler> devices;
    private final Clock clock;
    private final Thread watchdog;

    private Sampler(List<DeviceSampler> devices, Clock clock, Duration bound) {
        this.devices = devices;
        this.clock = clock;
        this.watchdog = new Thread(() -> watch(bound), "sampler-watchdog");
        this.watchdog.setDaemon(true);
    }

    /** Begins to read the devices. */
    public static Sampler start(List<SampledDevice> devices, Clock clock, SampleListener listener) {
        return start(devices, clock, Pause.on(clock), READ_BOUND, listener);
    }

    static Sampler start(
            List<SampledDevice> devices, Clock clock, Pause pause, Duration bound, SampleListener listener) {
        Duration now = clock.monotonic();
        List<DeviceSampler> samplers = new ArrayList<>();
        for (int i = 0; i < devices.size(); i++) {
            Duration spread = shorter(devices.get(i).interval(), LONGEST_SPREAD);
            Duration firstDue = now.plus(spread.multipliedBy(i).dividedBy(devices.size()));
            samplers.add(new DeviceSampler(devices.get(i), firstDue, clock, pause, listener));
        }
        Sampler sampler = new Sampler(List.copyOf(samplers), clock, bound);
        samplers.forEach(DeviceSampler::start);
        sampler.watchdog.start();
        return sampler;
    }

    /** How it goes, by device id, in the order of the devices. */
    public Map<String, DeviceSampling> sampling() {
        Map<String, DeviceSampling> sampling = new LinkedHashMap<>();
        devices.forEach(device -> sampling.put(device.deviceId(), device.sampling()));
        return sampling;
    }

    /**
     * Reads no more. Returns when the listener has been given what was read; a driver that hangs is left behind after
     * two seconds. May be called twice.
     */
    @Override
    public void close() {
        watchdog.interrupt();
        devices.forEach(DeviceSampler::stop);
        Duration deadline = clock.monotonic().plus(FOR_THE_DRIVERS);
        try {
            for (DeviceSampler device : devices) {
                if (!device.join(deadline.minus(clock.monotonic()), FOR_HANDING_ON)) {
                    LOG.warn("{}: the driver does not stop and is left behind", device.deviceId());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Duration bound) {
        long period = Math.max(1, Math.min(1_000, bound.toMillis() / 4));
        try {
            while (true) {
                Thread.sleep(period);
                devices.forEach(device -> device.watch(bound));
            }
        } catch (InterruptedException e) {
            LOG.debug("the watchdog ends");
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
