package io.towersense.agent.judging;

import io.towersense.agent.alertlog.AlertLog;
import io.towersense.agent.configuration.Names;
import io.towersense.agent.outbox.Judgement;
import io.towersense.agent.outbox.Outbox;
import io.towersense.agent.outbox.OutboxException;
import io.towersense.agent.outbox.RememberedState;
import io.towersense.agent.sampling.Miss;
import io.towersense.agent.sampling.Sample;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.engine.AlarmEngine;
import io.towersense.telemetry.engine.DeviceState;
import io.towersense.telemetry.engine.Evaluation;
import io.towersense.telemetry.engine.RuleState;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.rule.RuleSet;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alarm engine at work on a gateway: a state for each device, led on from where the outbox remembers it. Every
 * reading goes to the outbox with the rules that it breaks. A change of an alarm is noted for the alert log, committed,
 * and then logged, so that whenever the process dies the same alarm goes on under the same id and nothing is told twice.
 * Thread-safe; devices do not wait for each other, except for the disk.
 */
public final class Judge {
    private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

    private final Outbox outbox;
    private final AlertLog alertLog;
    private final Clock clock;
    private volatile Terms terms;
    private final Map<String, DeviceJudge> devices = new ConcurrentHashMap<>();
    private final Map<String, DeviceState> left = new ConcurrentHashMap<>();

    private Judge(RuleSet rules, Outbox outbox, AlertLog alertLog, Names names, Clock clock) {
        this.outbox = outbox;
        this.alertLog = alertLog;
        this.clock = clock;
        this.terms = Terms.of(rules, names);
    }

    /**
     * Goes on from what the outbox remembers, logs what an earlier process could not, and ends the alarms of devices
     * that are no longer there.
     *
     * @param judged the devices that there are
     * @throws IOException if the alert log cannot be read
     */
    public static Judge start(
            RuleSet rules,
            List<JudgedDevice> judged,
            Outbox outbox,
            AlertLog alertLog,
            Names names,
            Clock clock,
            Boot boot)
            throws IOException {
        Judge judge = new Judge(rules, outbox, alertLog, names, clock);
        Map<String, RememberedState> remembered = outbox.states();
        alertLog.recover(event -> isCommitted(event, remembered));
        for (JudgedDevice device : judged) {
            RememberedState known =
                    remembered.getOrDefault(device.id(), new RememberedState(DeviceState.INITIAL, boot.id()));
            judge.devices.put(
                    device.id(), new DeviceJudge(device, rules, judge.onThisBoot(known, boot), clock.monotonic()));
        }
        remembered.forEach((id, known) -> {
            if (!judge.devices.containsKey(id)) {
                judge.left.put(id, judge.retired(id, known.state()));
            }
        });
        return judge;
    }

    /**
     * Goes on with other rules, names and devices. Alarms that stand go on under the same id; those of devices that left
     * end, and of those whose rule is no longer there at the next evaluation.
     *
     * @param leaving ids of devices that are read no more
     * @param joining devices that are new, or read in another way; all others stay
     */
    public void change(RuleSet rules, Names names, Set<String> leaving, List<JudgedDevice> joining) {
        leaving.forEach(id -> Optional.ofNullable(devices.get(id)).ifPresent(device -> leave(id, device)));
        terms = Terms.of(rules, names);
        for (JudgedDevice device : joining) {
            devices.computeIfAbsent(
                    device.id(), id -> new DeviceJudge(device, rules, remembered(id), clock.monotonic()));
        }
        Map<String, JudgedDevice> changed =
                joining.stream().collect(Collectors.toMap(JudgedDevice::id, Function.identity()));
        devices.forEach((id, device) -> {
            synchronized (device) {
                device.change(Optional.ofNullable(changed.get(id)), rules);
            }
        });
    }

    private void leave(String id, DeviceJudge device) {
        synchronized (device) {
            devices.remove(id);
            // Whoever was about to let time pass over it finds nothing to do any more.
            device.exhaust();
            left.put(id, retired(id, device.state()));
        }
    }

    /** Where a device goes on that was there before: its revisions never begin again. */
    private DeviceState remembered(String id) {
        return Optional.ofNullable(left.remove(id))
                .map(state -> state.restartedAt(clock.monotonic()))
                .orElse(DeviceState.INITIAL);
    }

    /**
     * Judges a reading and hands it on. Where it changes an alarm, that is committed and logged when this returns.
     *
     * @return the reading with the rules that it breaks
     */
    public Reading judge(Sample sample) {
        String id = sample.reading().deviceId();
        DeviceJudge device = device(id);
        synchronized (device) {
            Evaluation evaluation = device.judge(sample);
            Judgement judgement = Judgement.of(sample.reading(), evaluation, sample.monotonic(), terms.rulesVersion());
            settle(judgement);
            return judgement.reading().orElse(sample.reading());
        }
    }

    /** Judges that a read gave nothing usable. Where it changes an alarm, that is committed and logged when this returns. */
    public void miss(Miss miss) {
        DeviceJudge device = device(miss.deviceId());
        synchronized (device) {
            Evaluation evaluation = device.miss(miss, clock.now());
            if (!evaluation.changes().isEmpty()) {
                settle(Judgement.ofTime(miss.deviceId(), evaluation, miss.monotonic(), terms.rulesVersion()));
            }
        }
    }

    /** There is nothing more to come from the device; what stands of it stands on. */
    public void exhausted(String deviceId) {
        DeviceJudge device = device(deviceId);
        synchronized (device) {
            device.exhaust();
        }
    }

    /** Lets time pass over the devices. To be called about once a second, by one thread. */
    public void tick() {
        devices.forEach((id, device) -> {
            synchronized (device) {
                Duration now = clock.monotonic();
                device.tick(clock.now(), now)
                        .ifPresent(evaluation -> settle(Judgement.ofTime(id, evaluation, now, terms.rulesVersion())));
            }
        });
    }

    /** The alarms that stand, worst first, with their sentences. */
    public List<AlarmEvent> alarms() {
        return devices.values().stream()
                .flatMap(device -> device.alarms().stream())
                .map(terms.names()::named)
                .sorted(Comparator.comparing(AlarmEvent::severity).thenComparing(AlarmEvent::raisedAt))
                .toList();
    }

    private DeviceJudge device(String id) {
        return devices.computeIfAbsent(
                id,
                key -> new DeviceJudge(JudgedDevice.of(key), terms.rules(), DeviceState.INITIAL, clock.monotonic()));
    }

    private void settle(Judgement judgement) {
        List<AlarmEvent> changes =
                judgement.changes().stream().map(terms.names()::named).toList();
        if (changes.isEmpty()) {
            outbox.add(judgement);
            return;
        }
        alertLog.expect(changes);
        outbox.add(new Judgement(
                judgement.deviceId(),
                judgement.reading(),
                changes,
                judgement.state(),
                judgement.bootTime(),
                judgement.rulesVersion()));
        commit();
        alertLog.log(changes);
    }

    private void commit() {
        try {
            outbox.commit();
        } catch (OutboxException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private DeviceState onThisBoot(RememberedState known, Boot boot) {
        return known.bootId().equals(boot.id()) ? known.state() : known.state().restartedAt(clock.monotonic());
    }

    /** Ends what stands of a device that is no longer configured: nobody could ever clear it. */
    private DeviceState retired(String id, DeviceState state) {
        if (state.rules().values().stream().allMatch(rule -> rule.alarm().isEmpty())) {
            return state;
        }
        AlarmEngine withoutRules = new AlarmEngine(new RuleSet(List.of()));
        Evaluation evaluation =
                withoutRules.tick(state, JudgedDevice.of(id).at(clock.now()), Optional.empty(), clock.monotonic());
        settle(Judgement.ofTime(id, evaluation, clock.monotonic(), terms.rulesVersion()));
        return evaluation.state();
    }

    private static boolean isCommitted(AlarmEvent event, Map<String, RememberedState> remembered) {
        RememberedState known = remembered.get(event.deviceId());
        if (known == null) {
            return false;
        }
        return known.state()
                .rule(event.rule())
                .filter(rule -> rule.revision() >= event.revision())
                .filter(rule -> isSame(rule, event))
                .isPresent();
    }

    /** Whether the rule's state is the one after this event, or one after that. */
    private static boolean isSame(RuleState rule, AlarmEvent event) {
        return rule.revision() > event.revision()
                || rule.alarm()
                        .map(alarm -> alarm.alarmId().equals(event.alarmId()))
                        .orElse(true);
    }

    /** What devices are held to, and what people call them. */
    private record Terms(RuleSet rules, String rulesVersion, Names names) {
        static Terms of(RuleSet rules, Names names) {
            return new Terms(rules, rules.version(), names);
        }
    }
}
