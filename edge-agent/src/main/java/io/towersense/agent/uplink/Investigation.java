package io.towersense.agent.uplink;

import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What finds out why TLS fails, beside the MQTT client's own attempts. The client's library keeps silent for 10 to 30
 * seconds after a handshake that failed, on purpose, and then says only that it failed; so an attempt that has not come
 * to an end soon is looked into meanwhile. One look at a time, and not more than one a minute, between which the last
 * finding holds.
 */
final class Investigation implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
    private static final long MILLIS_TO_END = 1_000;

    private final MqttSettings settings;
    private final TlsFiles files;
    private final Clock clock;
    private final Consumer<String> tell;

    private Optional<Finding> finding = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private @Nullable Look look;

    /**
     * An investigation that has not begun.
     *
     * @param tell told what is wrong, on a thread of the investigation or of whoever tells it something
     */
    Investigation(MqttSettings settings, TlsFiles files, Clock clock, Consumer<String> tell) {
        this.settings = settings;
        this.files = files;
        this.clock = clock;
        this.tell = tell;
    }

    /** An attempt to connect has begun. */
    synchronized void attempted() {
        if (look == null && known().isEmpty()) {
            look = new Look();
            look.thread.start();
        }
    }

    /**
     * An attempt failed, and certificates may be the reason.
     *
     * @param text what is told where the broker cannot be looked at
     */
    synchronized void failed(String text) {
        failure = Optional.of(text);
        Optional<Finding> known = known();
        if (known.isPresent()) {
            tell(known.get());
            return;
        }
        attempted();
        Optional.ofNullable(look).ifPresent(now -> now.begin.countDown());
    }

    /** There is a connection: nothing is wrong. */
    synchronized void connected() {
        finding = Optional.empty();
        cancel();
    }

    @Override
    public void close() {
        Optional<Look> last;
        synchronized (this) {
            last = Optional.ofNullable(look);
            cancel();
        }
        try {
            if (last.isPresent()) {
                last.get().thread.join(MILLIS_TO_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Finding> known() {
        return finding.filter(last -> clock.monotonic().minus(last.at()).compareTo(BETWEEN_LOOKS) < 0);
    }

    /** Tells a fault in any case, and anything less only once an attempt has failed. */
    private void tell(Finding found) {
        found.look()
                .fault()
                .or(() -> failure.map(text -> found.look().suspicion().orElse(text)))
                .ifPresent(tell);
        failure = Optional.empty();
    }

    private void cancel() {
        failure = Optional.empty();
        Optional.ofNullable(look).ifPresent(Look::cancel);
        look = null;
    }

    private synchronized void conclude(Look ended, TlsDiagnosis.Finding found) {
        if (look == ended) {
            look = null;
            finding = Optional.of(new Finding(clock.monotonic(), found));
            tell(finding.get());
        }
    }

    /**
     * What a look found.
     *
     * @param at when, on the monotonic clock
     */
    private record Finding(Duration at, TlsDiagnosis.Finding look) {}

    /** One look, on a thread of its own. */
    private final class Look {
        private final CountDownLatch begin = new CountDownLatch(1);
        private final TlsDiagnosis diagnosis = new TlsDiagnosis(settings.broker(), files);
        private final Thread thread = new Thread(this::run, "uplink-diagnosis");
        private volatile boolean isCancelled;

        private Look() {
            thread.setDaemon(true);
        }

        private void run() {
            try {
                begin.await(SOON.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                isCancelled = true;
            }
            if (!isCancelled) {
                conclude(this, diagnosis.find());
            }
        }

        private void cancel() {
            isCancelled = true;
            begin.countDown();
            diagnosis.close();
        }
    }
}
