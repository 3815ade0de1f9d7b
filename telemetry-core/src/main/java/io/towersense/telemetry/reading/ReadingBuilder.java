package io.towersense.telemetry.reading;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A reading in the making. Not thread-safe; checks nothing before {@link #build()}. */
public final class ReadingBuilder {
    private final String deviceId;
    private final Map<String, BigDecimal> values = new LinkedHashMap<>();
    private final Map<String, Set<QualityFlag>> quality = new LinkedHashMap<>();
    private Instant timestamp;
    private Optional<String> firmwareVersion = Optional.empty();
    private Optional<String> siteId = Optional.empty();
    private boolean simulated;
    private Optional<ClockState> clock = Optional.empty();
    private List<String> breaches = List.of();

    ReadingBuilder(String deviceId, Instant timestamp) {
        this.deviceId = deviceId;
        this.timestamp = timestamp;
    }

    ReadingBuilder(Reading reading) {
        this(reading.deviceId(), reading.timestamp());
        values.putAll(reading.values());
        quality.putAll(reading.quality());
        firmwareVersion = reading.firmwareVersion();
        siteId = reading.siteId();
        simulated = reading.simulated();
        clock = reading.clock();
        breaches = reading.breaches();
    }

    public ReadingBuilder timestamp(Instant instant) {
        timestamp = instant;
        return this;
    }

    public ReadingBuilder value(String name, BigDecimal value) {
        values.put(name, value);
        return this;
    }

    public ReadingBuilder values(Map<String, BigDecimal> more) {
        values.putAll(more);
        return this;
    }

    public ReadingBuilder quality(String metric, Set<QualityFlag> flags) {
        quality.put(metric, flags);
        return this;
    }

    public ReadingBuilder firmwareVersion(String version) {
        firmwareVersion = Optional.of(version);
        return this;
    }

    public ReadingBuilder siteId(String site) {
        siteId = Optional.of(site);
        return this;
    }

    public ReadingBuilder simulated(boolean hasNoSensor) {
        simulated = hasNoSensor;
        return this;
    }

    public ReadingBuilder clock(ClockState state) {
        clock = Optional.of(state);
        return this;
    }

    public ReadingBuilder breaches(List<String> rules) {
        breaches = rules;
        return this;
    }

    /**
     * The reading.
     *
     * @throws InvalidReadingException if a field breaks the contract
     */
    public Reading build() {
        return new Reading(deviceId, timestamp, values, firmwareVersion, siteId, simulated, clock, quality, breaches);
    }
}
