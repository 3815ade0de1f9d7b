package io.towersense.agent.sampling;

import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorDriver;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A driver that does what a test says. */
final class ScriptedDriver implements SensorDriver {
    final AtomicInteger reads = new AtomicInteger();
    volatile boolean isClosed;
    private final boolean paced;
    private volatile Read read;

    interface Read {
        Measurement read() throws InterruptedException;
    }

    private ScriptedDriver(boolean paced, Read read) {
        this.paced = paced;
        this.read = read;
    }

    static ScriptedDriver of(Read read) {
        return new ScriptedDriver(false, read);
    }

    static ScriptedDriver pacedByItself(Read read) {
        return new ScriptedDriver(true, read);
    }

    static ScriptedDriver mild() {
        return of(() -> celsius("21.5"));
    }

    static Measured celsius(String value) {
        return Measured.of(Map.of(Metric.TEMPERATURE, new BigDecimal(value)));
    }

    void becomes(Read other) {
        read = other;
    }

    @Override
    public Measurement read() throws InterruptedException {
        reads.incrementAndGet();
        return read.read();
    }

    @Override
    public boolean isSimulated() {
        return true;
    }

    @Override
    public boolean pacesItself() {
        return paced;
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
