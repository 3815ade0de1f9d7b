package io.towersense.bench;

import io.towersense.telemetry.codec.ReadingCodec;
import io.towersense.telemetry.reading.Reading;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Readings of ten healthy devices, as a tower's sensors give them: each new, and none late. A source never gives two
 * alike, and its time goes forward.
 */
final class Readings {
    private static final int DEVICES = 10;
    private static final BigDecimal COOLEST = new BigDecimal("20.00");
    private static final BigDecimal HUMIDITY = new BigDecimal("45.2");
    private static final BigDecimal PRESSURE = new BigDecimal("1013.25");
    private static final Duration STEP = Duration.ofNanos(100_000);

    private Instant next = Instant.now();

    /** The reading with this number, of the device whose turn it is. */
    static Reading at(Instant time, int number) {
        return Reading.builder(String.format("device-%04d", number % DEVICES), time)
                .value("temperature", COOLEST.add(BigDecimal.valueOf(number % 1_000, 2)))
                .value("humidity", HUMIDITY)
                .value("pressure", PRESSURE)
                .firmwareVersion("1.2.0")
                .build();
    }

    /** That many readings as JSON. */
    static List<byte[]> encoded(int count) {
        return new Readings().take(count).stream().map(ReadingCodec::encode).toList();
    }

    /** The next readings: of the present, a tenth of a millisecond apart. */
    List<Reading> take(int count) {
        Instant now = Instant.now();
        Instant first = next.isAfter(now) ? next : now;
        next = first.plus(STEP.multipliedBy(count));
        return IntStream.range(0, count)
                .mapToObj(number -> at(first.plus(STEP.multipliedBy(number)), number))
                .toList();
    }
}
