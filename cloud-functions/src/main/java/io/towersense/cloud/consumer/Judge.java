package io.towersense.cloud.consumer;

import io.towersense.cloud.alarm.AlarmRecord;
import io.towersense.cloud.alarm.AlarmStore;
import io.towersense.cloud.alarm.ContendedException;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.engine.AlarmEngine;
import io.towersense.telemetry.engine.DeviceState;
import io.towersense.telemetry.engine.Evaluation;
import io.towersense.telemetry.engine.RuleState;
import io.towersense.telemetry.rule.Rule;
import io.towersense.telemetry.rule.RuleSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The judgement of readings that nobody judged before. Each rule on each device goes its own way: a state of its own, a
 * last judged reading of its own, and one conditional write for both and the changes that they brought. So a crash
 * between two rules repeats one of them and loses none.
 */
final class Judge {
    private static final int MOST_ATTEMPTS = 6;

    private final AlarmStore store;
    private final Map<String, AlarmEngine> engines = new HashMap<>();
    private final AlarmEngine retiring = new AlarmEngine(new RuleSet(List.of()));

    Judge(AlarmStore store, RuleSet rules) {
        this.store = store;
        for (Rule rule : rules.rules()) {
            engines.put(rule.id(), new AlarmEngine(new RuleSet(List.of(rule))));
        }
    }

    /** Whether judging these would neither change nor write anything. */
    boolean isQuiet(DeviceAlarms alarms, List<Arrival> arrivals) {
        return alarms.isQuiet()
                && arrivals.stream()
                        .allMatch(arrival -> arrival.reading().breaches().isEmpty());
    }

    /**
     * Judges readings of a device and writes what comes of it.
     *
     * @param arrivals in the order of time
     * @return the device's alarms after it
     */
    DeviceAlarms judge(DeviceAlarms alarms, List<Arrival> arrivals) {
        if (arrivals.isEmpty()) {
            return alarms;
        }
        Set<String> ids = new LinkedHashSet<>(engines.keySet());
        ids.addAll(alarms.rules().keySet());
        Map<String, RuleStanding> after = new HashMap<>();
        for (String id : ids) {
            after.put(id, settle(alarms, id, arrivals));
        }
        Instant last = arrivals.get(arrivals.size() - 1).timestamp();
        Optional<Instant> until = alarms.judgedUntil().filter(last::isBefore).or(() -> Optional.of(last));
        return alarms.settled(after, until);
    }

    private RuleStanding settle(DeviceAlarms alarms, String rule, List<Arrival> arrivals) {
        RuleStanding standing = alarms.rule(rule);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Step step = step(standing, rule, arrivals);
            if (!step.isToBeWritten()) {
                return step.after();
            }
            Optional<AlarmRecord> saved =
                    store.save(standing.record(), step.after().record());
            if (saved.isPresent()) {
                return step.after().withRecord(saved.get());
            }
            standing = RuleStanding.of(store.load(alarms.deviceId(), rule), alarms.judgedUntil());
        }
        throw new ContendedException(alarms.deviceId(), rule);
    }

    private record Step(RuleStanding after, boolean isToBeWritten) {}

    private Step step(RuleStanding before, String rule, List<Arrival> arrivals) {
        Optional<RuleState> state = before.state();
        Optional<Instant> until = before.judgedUntil();
        List<AlarmEvent> changes = new ArrayList<>();
        if (before.record().isJudgedHere()) {
            for (Arrival arrival : arrivals) {
                Instant time = arrival.timestamp();
                if (until.isEmpty() || time.isAfter(until.get())) {
                    until = Optional.of(time);
                    boolean quiet = state.map(RuleState::isQuiet).orElse(true);
                    if (!quiet || arrival.reading().breaches().contains(rule)) {
                        Evaluation evaluation = evaluate(rule, state, arrival);
                        state = evaluation.state().rule(rule);
                        changes.addAll(evaluation.changes());
                    }
                }
            }
        }
        if (until.equals(before.judgedUntil())) {
            return new Step(before, false);
        }
        boolean wasQuiet = before.isQuiet();
        boolean isQuiet = state.map(RuleState::isQuiet).orElse(true);
        boolean isToBeWritten = state.isPresent() && !(wasQuiet && isQuiet && changes.isEmpty());
        AlarmRecord record =
                isToBeWritten ? before.record().judged(state.get(), until.orElseThrow(), changes) : before.record();
        return new Step(new RuleStanding(record, state, until, before.handedOver()), isToBeWritten);
    }

    private Evaluation evaluate(String rule, Optional<RuleState> state, Arrival arrival) {
        DeviceState before =
                state.map(known -> DeviceState.INITIAL.with(rule, known)).orElse(DeviceState.INITIAL);
        Duration elapsed = Duration.between(Instant.EPOCH, arrival.timestamp());
        return engines.getOrDefault(rule, retiring).evaluate(before, arrival.reading(), elapsed);
    }
}
