package io.towersense.cloud.consumer;

import io.towersense.cloud.device.DeviceRegister;
import io.towersense.cloud.device.Sighting;
import io.towersense.cloud.device.Standing;
import io.towersense.cloud.quarantine.QuarantineReason;
import io.towersense.cloud.text.PlainText;
import io.towersense.cloud.time.Deadline;
import io.towersense.telemetry.reading.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The question whether a sender may speak for a device, before anything of it is stored. */
final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    /**
     * What came of it.
     *
     * @param arrivals which may be stored
     * @param touches which note that devices were seen, beside other work; they throw nothing
     */
    record Admitted(List<Arrival> arrivals, List<Runnable> touches) {}

    private record Sender(String deviceId, Optional<String> thing) {}

    private final DeviceRegister register;
    private final Workers workers;
    private final Timeliness timeliness;
    private final Function<String, Optional<Instant>> judgedUntil;

    /** @param judgedUntil up to which timestamp a device is judged and done */
    Admission(
            DeviceRegister register,
            Workers workers,
            Timeliness timeliness,
            Function<String, Optional<Instant>> judgedUntil) {
        this.register = register;
        this.workers = workers;
        this.timeliness = timeliness;
        this.judgedUntil = judgedUntil;
    }

    /** @param writing by when touches that have not begun are left to the next event */
    Admitted admit(List<Arrival> arrivals, Deadline writing, Ledger ledger) {
        Map<String, Map<Sender, List<Arrival>>> devices = new LinkedHashMap<>();
        for (Arrival arrival : arrivals) {
            devices.computeIfAbsent(arrival.deviceId(), any -> new LinkedHashMap<>())
                    .computeIfAbsent(new Sender(arrival.deviceId(), arrival.thing()), any -> new ArrayList<>())
                    .add(arrival);
        }
        Set<Sender> barred = ConcurrentHashMap.newKeySet();
        List<Runnable> questions = new ArrayList<>();
        List<Runnable> touches = new ArrayList<>();
        for (Map<Sender, List<Arrival>> senders : devices.values()) {
            boolean unknown =
                    senders.entrySet().stream().anyMatch(sender -> isToBeAsked(sender.getKey(), sender.getValue()));
            if (unknown) {
                questions.add(() -> senders.forEach((sender, theirs) -> ask(sender, theirs, barred, ledger)));
            } else {
                senders.forEach((sender, theirs) -> {
                    Standing standing = standing(sender);
                    if (standing == Standing.FOREIGN) {
                        bar(sender, theirs, barred, ledger);
                    } else if (standing == Standing.DUE) {
                        touches.add(() -> touch(sender, theirs, writing));
                    }
                });
            }
        }
        workers.run(questions);
        List<Arrival> admitted = barred.isEmpty()
                ? arrivals
                : arrivals.stream()
                        .filter(arrival -> !barred.contains(new Sender(arrival.deviceId(), arrival.thing())))
                        .toList();
        return new Admitted(admitted, touches);
    }

    /** The first sender of an unknown device comes first; the second is told what came of that. */
    private void ask(Sender sender, List<Arrival> arrivals, Set<Sender> barred, Ledger ledger) {
        try {
            boolean theirs = isToBeAsked(sender, arrivals)
                    ? register.claim(sighting(sender, arrivals))
                    : standing(sender) != Standing.FOREIGN;
            if (!theirs) {
                bar(sender, arrivals, barred, ledger);
            }
        } catch (RuntimeException e) {
            barred.add(sender);
            arrivals.forEach(arrival -> ledger.fail(arrival.position(), e));
        }
    }

    /** Who puts something back may have corrected the device's item a moment ago: nothing remembered is believed. */
    private boolean isToBeAsked(Sender sender, List<Arrival> arrivals) {
        return standing(sender) == Standing.UNKNOWN || arrivals.stream().anyMatch(Arrival::isResubmitted);
    }

    private static void bar(Sender sender, List<Arrival> arrivals, Set<Sender> barred, Ledger ledger) {
        barred.add(sender);
        String detail = "device " + sender.deviceId() + " belongs to another thing than "
                + sender.thing().orElse("a bare record's sender");
        arrivals.forEach(arrival -> ledger.quarantine(arrival, QuarantineReason.FOREIGN_DEVICE, detail, 1));
    }

    private void touch(Sender sender, List<Arrival> arrivals, Deadline writing) {
        if (!writing.leaves(Duration.ZERO)) {
            return;
        }
        try {
            register.claim(sighting(sender, arrivals));
        } catch (RuntimeException e) {
            LOG.warn("device {} was seen, and its item does not say so: {}", sender.deviceId(), PlainText.of(e));
        }
    }

    private Sighting sighting(Sender sender, List<Arrival> arrivals) {
        List<Arrival> live =
                arrivals.stream().filter(arrival -> !arrival.isResubmitted()).toList();
        if (live.isEmpty()) {
            return Sighting.ofOwner(sender.deviceId(), sender.thing());
        }
        Optional<Instant> seenAt =
                live.stream().map(arrival -> arrival.message().receivedAt()).max(Comparator.naturalOrder());
        Optional<Reading> newest = live.stream()
                .filter(arrival -> !timeliness.isAhead(arrival))
                .map(Arrival::reading)
                .max(Comparator.comparing(Reading::timestamp));
        boolean simulated = live.stream().allMatch(arrival -> arrival.reading().simulated());
        return new Sighting(
                sender.deviceId(), sender.thing(), seenAt, newest, judgedUntil.apply(sender.deviceId()), simulated);
    }

    private Standing standing(Sender sender) {
        return register.standing(sender.deviceId(), sender.thing());
    }
}
