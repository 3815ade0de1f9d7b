package io.towersense.agent.sampling;

import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
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

    private final List<DeviceSampler> devices = new CopyOnWriteArrayList<>();
    private final Map<String, DeviceRecord> left = new HashMap<>();
    private final Clock clock;
    private final Pause pause;
    private final SampleListener listener;
    private final Thread watchdog;
    private boolean isClosed;

    private Sampler(Clock clock, Pause pause, Duration bound, SampleListener listener) {
        this.clock = clock;
        this.pause = pause;
        this.listener = listener;
        this.watchdog = new Thread(() -> watch(bound), "sampler-watchdog");
        this.watchdog.setDaemon(true);
    }

    /** Begins to read the devices. */
    public static Sampler start(List<SampledDevice> devices, Clock clock, SampleListener listener) {
        return start(devices, clock, Pause.on(clock), READ_BOUND, listener);
    }

    static Sampler start(
            List<SampledDevice> devices, Clock clock, Pause pause, Duration bound, SampleListener listener) {
        Sampler sampler = new Sampler(clock, pause, bound, listener);
        sampler.add(devices);
        sampler.watchdog.start();
        return sampler;
    }

    /**
     * Begins to read these devices too. A device that was read before, and left, goes on counting where it was. Once the
     * sampler is closed, it closes their drivers and does nothing else.
     */
    public synchronized void add(List<SampledDevice> added) {
        if (isClosed) {
            added.forEach(device -> device.driver().close());
            return;
        }
        Duration now = clock.monotonic();
        for (int i = 0; i < added.size(); i++) {
            SampledDevice device = added.get(i);
            Duration spread = shorter(device.interval(), LONGEST_SPREAD);
            Duration firstDue = now.plus(spread.multipliedBy(i).dividedBy(added.size()));
            boolean isSimulated = device.driver().isSimulated();
            DeviceRecord record = Optional.ofNullable(left.remove(device.id()))
                    .map(before -> before.successor(isSimulated))
                    .orElseGet(() -> new DeviceRecord(isSimulated));
            DeviceSampler sampler = new DeviceSampler(device, record, firstDue, clock, pause, listener);
            devices.add(sampler);
            sampler.start();
        }
    }

    /** Reads these devices no more; returns as {@link #close} does. */
    public void leave(Set<String> ids) {
        leave(ids, DeviceSampler::stop);
    }

    /** Reads these devices no more and leaves their drivers open, for whoever adds them again; otherwise as leave. */
    public void handOver(Set<String> ids) {
        leave(ids, DeviceSampler::handOver);
    }

    private synchronized void leave(Set<String> ids, Consumer<DeviceSampler> end) {
        List<DeviceSampler> leaving = devices.stream()
                .filter(device -> ids.contains(device.deviceId()))
                .toList();
        stop(leaving, end);
        devices.removeAll(leaving);
        leaving.forEach(device -> left.put(device.deviceId(), device.record()));
    }

    /** How it goes, by device id. */
    public Map<String, DeviceSampling> sampling() {
        Map<String, DeviceSampling> sampling = new LinkedHashMap<>();
        devices.forEach(
                device -> sampling.put(device.deviceId(), device.record().sampling()));
        return sampling;
    }

    /**
     * Reads no more. Returns when the listener has been given what was read; a driver that hangs is left behind after
     * two seconds. May be called twice.
     */
    @Override
    public synchronized void close() {
        isClosed = true;
        watchdog.interrupt();
        stop(devices, DeviceSampler::stop);
    }

    private void stop(List<DeviceSampler> stopped, Consumer<DeviceSampler> end) {
        stopped.forEach(end);
        Duration deadline = clock.monotonic().plus(FOR_THE_DRIVERS);
        try {
            for (DeviceSampler device : stopped) {
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
