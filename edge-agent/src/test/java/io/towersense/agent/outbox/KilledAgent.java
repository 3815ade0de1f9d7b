package io.towersense.agent.outbox;

import io.towersense.telemetry.codec.BatchCodec;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A process that fills an outbox and delivers from it as fast as it can, and says what it has done, until it is killed:
 * {@code committed <device> <micros>} after a commit, {@code delivered <device> <micros>} before a delivery is told to
 * the outbox.
 */
final class KilledAgent {
    private static final OutboxSettings SETTINGS = OutboxSettings.DEFAULTS
            .withCommitEvery(Duration.ofMillis(10))
            .withCutEvery(Duration.ofMillis(30))
            .withCutBytes(4096);

    private KilledAgent() {}

    public static void main(String[] arguments) throws Exception {
        endWithParent();
        PrintStream out = System.out;
        SqliteOutbox outbox = SqliteOutbox.open(
                Path.of(arguments[0]),
                SETTINGS,
                OutboxHarness.BOOT,
                Clock.system(),
                readings -> readings.forEach(reading -> say(out, "committed", reading)));
        Thread delivery = new Thread(() -> deliver(outbox, out), "deliver");
        delivery.start();
        Sampling sampling = new Sampling(Clock.system(), outbox.states());
        for (int i = 0; true; i++) {
            boolean hot = i / 40 % 2 == 1;
            outbox.add(hot ? sampling.hot("cab" + i % 3) : sampling.calm("cab" + i % 3));
            Thread.onSpinWait();
        }
    }

    private static void deliver(SqliteOutbox outbox, PrintStream out) {
        while (true) {
            Optional<OutboxMessage> message = outbox.next(Lane.TELEMETRY);
            if (message.isPresent()) {
                for (Reading reading :
                        BatchCodec.decode(message.get().payload()).readings()) {
                    say(out, "delivered", ReadingIdentity.of(reading));
                }
                outbox.delivered(message.get().id());
            }
            Thread.onSpinWait();
        }
    }

    private static void say(PrintStream out, String what, ReadingIdentity reading) {
        synchronized (out) {
            out.println(what + " " + reading.deviceId() + " " + Micros.of(reading.timestamp()));
            out.flush();
        }
    }

    private static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        System.in.read();
                    } catch (IOException e) {
                        // As good as the end of the parent.
                    }
                    Runtime.getRuntime().halt(1);
                },
                "parent");
        watch.setDaemon(true);
        watch.start();
    }
}
