package io.towersense.agent;

import io.towersense.agent.alertlog.AlertEntry;
import io.towersense.agent.alertlog.AlertLog;
import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.Device;
import io.towersense.agent.configuration.Drivers;
import io.towersense.agent.configuration.InvalidConfigurationException;
import io.towersense.agent.configuration.Names;
import io.towersense.agent.judging.Boot;
import io.towersense.agent.judging.Judge;
import io.towersense.agent.judging.JudgedDevice;
import io.towersense.agent.outbox.Outbox;
import io.towersense.agent.outbox.OutboxException;
import io.towersense.agent.outbox.SqliteOutbox;
import io.towersense.agent.sampling.DeviceSampling;
import io.towersense.agent.sampling.Miss;
import io.towersense.agent.sampling.Sample;
import io.towersense.agent.sampling.SampleListener;
import io.towersense.agent.sampling.SampledDevice;
import io.towersense.agent.sampling.Sampler;
import io.towersense.agent.status.AgentStatus;
import io.towersense.agent.status.AgentStatus.DeviceStatus;
import io.towersense.agent.status.StatusFile;
import io.towersense.agent.status.UplinkRecord;
import io.towersense.agent.uplink.Delivery;
import io.towersense.agent.uplink.Uplink;
import io.towersense.agent.uplink.UplinkException;
import io.towersense.sensor.SensorDriver;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole program put together: sampler, judge, outbox, uplink, alert log and status, at work from {@link #start} to
 * {@link #close}. Thread-safe.
 */
public final class Agent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    private final Clock clock;
    private final Instant startedAt;
    private final Duration startedMonotonic;
    private final Uplink connection;
    private final UplinkRecord uplink;
    private final Outbox outbox;
    private final AlertLog alertLog;
    private final Judge judge;
    private final Delivery delivery;
    private final Sampler sampler;
    private final Map<String, SensorDriver> openDrivers = new HashMap<>();
    private final Drivers drivers;
    private final Boot boot;
    private final ReceiptWatch receiptWatch;
    private final Ticker ticker;
    private volatile AgentConfiguration configuration;
    private volatile StatusFile statusFile;
    private volatile boolean isSampling = true;
    private boolean isClosed;

    private Agent(
            AgentConfiguration configuration,
            Drivers drivers,
            List<SampledDevice> devices,
            Outbox outbox,
            Uplink connection,
            Boot boot,
            Clock clock,
            AgentListener listener)
            throws IOException {
        this.configuration = configuration;
        this.drivers = drivers;
        this.clock = clock;
        this.boot = boot;
        this.outbox = outbox;
        this.connection = connection;
        startedAt = clock.now();
        startedMonotonic = clock.monotonic();
        uplink = new UplinkRecord(startedAt);
        statusFile = new StatusFile(configuration, boot.id());
        receiptWatch = new ReceiptWatch(configuration.uplink().topics().topics().receipts());
        ticker = new Ticker(this::tick, this::writeStatus);
        alertLog = AlertLog.open(configuration, ZoneId.systemDefault(), clock, entry -> logged(entry, listener));
        judge = Judge.start(
                configuration.rules(),
                devices.stream().map(JudgedDevice::of).toList(),
                outbox,
                alertLog,
                new Names(configuration.site(), configuration.devices()),
                clock,
                boot);
        delivery = Delivery.start(
                outbox,
                connection,
                configuration.uplink().topics(),
                configuration.uplink().delivery(),
                clock,
                new DeliveryRelay(alertLog, uplink, ticker, clock, listener));
        devices.forEach(device -> openDrivers.put(device.id(), device.driver()));
        sampler = Sampler.start(devices, clock, new Relay(listener));
        ticker.start();
    }

    /**
     * Starts an agent with the drivers on the class path. Waits while another agent holds the outbox.
     *
     * @param clock the machine's, but in tests
     * @param listener hears what happens
     * @throws InvalidConfigurationException if a driver will not have its options
     * @throws OutboxException if the outbox cannot be used
     * @throws UplinkException if the uplink cannot be set up
     * @throws AgentException if the data folder cannot be used
     */
    public static Agent start(AgentConfiguration configuration, Clock clock, AgentListener listener)
            throws InterruptedException {
        return start(configuration, Drivers.installed(), UplinkFactory.STANDALONE, clock, listener);
    }

    /**
     * Starts an agent with these drivers and uplinks; otherwise as
     * {@link #start(AgentConfiguration, Clock, AgentListener)}.
     */
    public static Agent start(
            AgentConfiguration configuration,
            Drivers drivers,
            UplinkFactory uplinks,
            Clock clock,
            AgentListener listener)
            throws InterruptedException {
        Boot boot = Boot.current();
        try (Parts parts = new Parts()) {
            Outbox outbox = parts.add(SqliteOutbox.open(
                    configuration.outboxPath(), configuration.outbox(), boot.id(), clock, listener::committed));
            List<SampledDevice> devices = OpenedDrivers.open(configuration, device -> true, drivers, clock);
            devices.forEach(device -> parts.add(device.driver()));
            Uplink connection = parts.add(uplinks.create(configuration.uplink().transport()));
            Agent agent = new Agent(configuration, drivers, devices, outbox, connection, boot, clock, listener);
            parts.keep();
            LOG.info(
                    "{} reads {} devices; data in {}",
                    configuration.gateway().name(),
                    devices.size(),
                    configuration.dataFolder().path());
            return agent;
        } catch (IOException e) {
            throw new AgentException(
                    configuration.dataFolder().path() + ": the data folder cannot be used: " + e.getMessage()
                            + "; name another with data_folder, or make it writable",
                    e);
        }
    }

    /**
     * Whether it can go on with that configuration while it runs: with other devices, rules and names it can, with another
     * uplink, outbox or data folder it cannot.
     */
    public boolean canChangeTo(AgentConfiguration next) {
        AgentConfiguration now = configuration;
        return next.gateway().thing().equals(now.gateway().thing())
                && next.equals(now.withGateway(next.gateway())
                        .withSite(next.site())
                        .withDevices(next.devices())
                        .withRules(next.rules()));
    }

    /**
     * Goes on with other devices, rules and names. Devices that stay as they are do not notice; alarms that stand go on
     * under the same id.
     *
     * @throws InvalidConfigurationException if a driver will not have its options; then nothing has changed
     * @throws IllegalArgumentException if it cannot, see {@link #canChangeTo}
     */
    public synchronized void change(AgentConfiguration next) {
        AgentConfiguration before = configuration;
        if (!canChangeTo(next)) {
            throw new IllegalArgumentException(
                    "the uplink, the outbox and the data folder do not change while it runs");
        }
        if (isClosed || next.equals(before)) {
            return;
        }
        List<SampledDevice> opened = OpenedDrivers.open(next, device -> !hasDriver(before, device), drivers, clock);
        Set<String> anew = opened.stream().map(SampledDevice::id).collect(Collectors.toSet());
        List<SampledDevice> retimed = next.devices().stream()
                .filter(device -> !anew.contains(device.id()) && !isReadAlike(before, next, device))
                .map(device -> OpenedDrivers.sampled(device, driverOf(device.id()), next))
                .toList();
        Set<String> gone = ids(before.devices());
        gone.removeAll(ids(next.devices()));
        sampler.leave(Stream.concat(gone.stream(), anew.stream()).collect(Collectors.toSet()));
        sampler.handOver(retimed.stream().map(SampledDevice::id).collect(Collectors.toSet()));
        List<SampledDevice> joining =
                Stream.concat(opened.stream(), retimed.stream()).toList();
        gone.forEach(openDrivers::remove);
        opened.forEach(device -> openDrivers.put(device.id(), device.driver()));
        alertLog.rename(next);
        judge.change(
                next.rules(),
                new Names(next.site(), next.devices()),
                gone,
                joining.stream().map(JudgedDevice::of).toList());
        configuration = next;
        statusFile = new StatusFile(next, boot.id());
        sampler.add(joining);
        ticker.changed();
        LOG.info(
                "goes on with another configuration: {} devices, {} of them opened anew; rules {}",
                next.devices().size(),
                opened.size(),
                next.rules().version());
    }

    /**
     * Tries whether drivers take the options that this configuration gives them, where they are not open with the same
     * already, and lets go of them again.
     *
     * @throws InvalidConfigurationException if one does not
     */
    public void check(AgentConfiguration next) {
        AgentConfiguration now = configuration;
        OpenedDrivers.open(next, device -> !hasDriver(now, device), drivers, clock)
                .forEach(device -> device.driver().close());
    }

    /** What it is told to do at the moment. */
    public AgentConfiguration configuration() {
        return configuration;
    }

    /** What carries its messages, for whoever publishes beside it; it is the agent's to close. */
    public Uplink uplink() {
        return connection;
    }

    /** How it is doing. */
    public AgentStatus status() {
        Instant now = clock.now();
        Duration monotonic = clock.monotonic();
        Map<String, DeviceSampling> sampling = sampler.sampling();
        List<DeviceStatus> devices = configuration.devices().stream()
                .flatMap(device -> Optional.ofNullable(sampling.get(device.id())).stream()
                        .map(known -> new DeviceStatus(
                                device, known, known.lastReadAt().map(monotonic::minus))))
                .toList();
        return new AgentStatus(
                now,
                startedAt,
                monotonic.minus(startedMonotonic),
                uplink.status(),
                delivery.receipts(),
                outbox.status(),
                devices,
                judge.alarms(),
                alertLog.error());
    }

    /** Reads no sensor any more, and stores what was read; all of it goes on being delivered, without delay. */
    public void stopSampling() {
        isSampling = false;
        sampler.close();
        try {
            outbox.cut();
        } catch (OutboxException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    /** Ends it: what was sampled is stored, what is out is waited for, in a bounded time. May be called twice. */
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        stopSampling();
        delivery.close();
        ticker.close();
        AgentStatus last = status();
        outbox.close();
        alertLog.retry();
        statusFile.writeStopped(last);
        LOG.info(
                "stopped; {} readings and {} alarms wait for the next start",
                last.pending(),
                last.outbox().alarms());
    }

    /** Whether the device's sensors are open already: only when it is read, or what it is called, may have changed. */
    private static boolean hasDriver(AgentConfiguration before, Device device) {
        return before.devices().stream()
                .anyMatch(known ->
                        known.id().equals(device.id()) && known.sensors().equals(device.sensors()));
    }

    private static boolean isReadAlike(AgentConfiguration before, AgentConfiguration next, Device device) {
        return before.site().id().equals(next.site().id())
                && before.devices().stream()
                        .anyMatch(known -> known.id().equals(device.id())
                                && known.interval().equals(device.interval())
                                && known.frozenAfter().equals(device.frozenAfter())
                                && known.firmwareVersion().equals(device.firmwareVersion()));
    }

    private SensorDriver driverOf(String id) {
        return Objects.requireNonNull(openDrivers.get(id), id);
    }

    private static Set<String> ids(List<Device> devices) {
        return devices.stream().map(Device::id).collect(Collectors.toCollection(HashSet::new));
    }

    private void tick() {
        if (isSampling) {
            judge.tick();
        }
        alertLog.retry();
        delivery.receipts().ifPresent(receipts -> receiptWatch.look(receipts, clock.now()));
    }

    private void writeStatus() {
        statusFile.write(status());
    }

    private void logged(AlertEntry entry, AgentListener listener) {
        ticker.changed();
        if (entry.deliveredAt().isEmpty()) {
            listener.logged(entry.event(), clock.monotonic());
        }
    }

    /** What the sampler says, on its way to the judge. */
    private final class Relay implements SampleListener {
        private final AgentListener listener;

        Relay(AgentListener listener) {
            this.listener = listener;
        }

        @Override
        public void sampled(Sample sample) {
            listener.sampled(sample.reading(), sample.monotonic());
            judge.judge(sample);
        }

        @Override
        public void missed(Miss miss) {
            judge.miss(miss);
        }

        @Override
        public void faulted(String deviceId, String reason) {
            ticker.changed();
            listener.faulted(deviceId, reason);
        }

        @Override
        public void exhausted(String deviceId) {
            judge.exhausted(deviceId);
            ticker.changed();
            LOG.info("{}: there is nothing more to come", deviceId);
            listener.exhausted(deviceId);
        }
    }
}
