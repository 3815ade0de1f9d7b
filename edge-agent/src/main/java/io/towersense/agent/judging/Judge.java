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
import java.util.concurrent.ConcurrentHashMap;
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

    private final RuleSet rules;
    private final Outbox outbox;
    private final AlertLog alertLog;
    private final Names names;
    private final Clock clock;
    private final String rulesVersion;
    private final Map<String, DeviceJudge> devices = new ConcurrentHashMap<>();

    private Judge(RuleSet rules, Outbox outbox, AlertLog alertLog, Names names, Clock clock) {
        this.rules = rules;
        this.outbox = outbox;
        this.alertLog = alertLog;
        this.names = names;
        this.clock = clock;
        this.rulesVersion = rules.version();
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
                judge.retire(id, known.state());
            }
        });
        return judge;
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
            Judgement judgement = Judgement.of(sample.reading(), evaluation, sample.monotonic(), rulesVersion);
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
                settle(Judgement.ofTime(miss.deviceId(), evaluation, miss.monotonic(), rulesVersion));
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
                        .ifPresent(evaluation -> settle(Judgement.ofTime(id, evaluation, now, rulesVersion)));
            }
        });
    }

    /** The alarms that stand, worst first, with their sentences. */
    public List<AlarmEvent> alarms() {
        return devices.values().stream()
                .flatMap(device -> device.alarms().stream())
                .map(names::named)
                .sorted(Comparator.comparing(AlarmEvent::severity).thenComparing(AlarmEvent::raisedAt))
                .toList();
    }

    private DeviceJudge device(String id) {
        return devices.computeIfAbsent(
                id, key -> new DeviceJudge(JudgedDevice.of(key), rules, DeviceState.INITIAL, clock.monotonic()));
    }

    private void settle(Judgement judgement) {
        List<AlarmEvent> changes =
                judgement.changes().stream().map(names::named).toList();
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
    private void retire(String id, DeviceState state) {
        if (state.rules().values().stream().allMatch(rule -> rule.alarm().isEmpty())) {
            return;
        }
        AlarmEngine withoutRules = new AlarmEngine(new RuleSet(List.of()));
        Evaluation evaluation =
                withoutRules.tick(state, JudgedDevice.of(id).at(clock.now()), Optional.empty(), clock.monotonic());
        settle(Judgement.ofTime(id, evaluation, clock.monotonic(), rulesVersion));
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
}
