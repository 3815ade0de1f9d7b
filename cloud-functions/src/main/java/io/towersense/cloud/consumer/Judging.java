package io.towersense.cloud.consumer;

import io.towersense.cloud.handover.AlertInvoker;
import io.towersense.telemetry.alarm.AlarmEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The judging of an event's readings, device by device, and the handing over of what comes of it. */
final class Judging {
    private final AlarmBook book;
    private final Judge judge;
    private final AlertInvoker invoker;
    private final Workers workers;
    private final Timeliness timeliness;

    Judging(AlarmBook book, Judge judge, AlertInvoker invoker, Workers workers, Timeliness timeliness) {
        this.book = book;
        this.judge = judge;
        this.invoker = invoker;
        this.workers = workers;
        this.timeliness = timeliness;
    }

    /** What may be done beside the writes: reading the state of devices that are not known. It throws nothing. */
    List<Runnable> preparations(List<ReadingWrite> writes, Ledger ledger) {
        Map<String, Arrival> first = new LinkedHashMap<>();
        for (ReadingWrite write : writes) {
            if (write.arrival().message().isToBeJudged()) {
                first.putIfAbsent(write.arrival().deviceId(), write.arrival());
            }
        }
        List<Runnable> tasks = new ArrayList<>();
        first.forEach((device, arrival) -> {
            if (book.remembered(device).isEmpty()) {
                tasks.add(() -> read(device, arrival, ledger));
            }
        });
        return tasks;
    }

    private void read(String device, Arrival first, Ledger ledger) {
        try {
            book.read(device);
        } catch (RuntimeException e) {
            book.forget(device);
            ledger.fail(first.position(), e);
        }
    }

    /** Judges what is stored of the records before the first that failed. */
    void judge(List<Arrival> stored, Ledger ledger) {
        int settled = ledger.firstFailed();
        Map<String, List<Arrival>> devices = new LinkedHashMap<>();
        for (Arrival arrival : stored) {
            if (arrival.message().isToBeJudged() && arrival.position() < settled) {
                devices.computeIfAbsent(arrival.deviceId(), any -> new ArrayList<>())
                        .add(arrival);
            }
        }
        Map<String, DeviceAlarms> judged = new ConcurrentHashMap<>();
        List<Runnable> tasks = new ArrayList<>();
        devices.forEach((device, arrivals) -> {
            DeviceAlarms alarms = book.remembered(device).orElse(null);
            List<Arrival> timely = arrivals.stream()
                    .filter(timeliness::isTimely)
                    .sorted(Comparator.comparing(Arrival::timestamp))
                    .toList();
            if (alarms != null && judge.isQuiet(alarms, timely)) {
                judged.put(device, judge.judge(alarms, timely));
            } else {
                tasks.add(() -> judge(device, timely, arrivals.get(0).position(), judged, ledger));
            }
        });
        workers.run(tasks);
        handOver(devices, judged, ledger);
    }

    private void judge(
            String device, List<Arrival> timely, int position, Map<String, DeviceAlarms> judged, Ledger ledger) {
        try {
            DeviceAlarms alarms = book.remembered(device).orElseGet(() -> book.read(device));
            judged.put(device, judge.judge(alarms, timely));
        } catch (RuntimeException e) {
            book.forget(device);
            ledger.fail(position, e);
        }
    }

    private void handOver(Map<String, List<Arrival>> devices, Map<String, DeviceAlarms> judged, Ledger ledger) {
        int settled = ledger.firstFailed();
        List<AlarmEvent> changes = new ArrayList<>();
        int first = Integer.MAX_VALUE;
        for (Map.Entry<String, List<Arrival>> device : devices.entrySet()) {
            DeviceAlarms alarms = judged.get(device.getKey());
            int position = device.getValue().get(0).position();
            if (alarms != null && position < settled) {
                List<AlarmEvent> theirs = alarms.toHandOver();
                if (!theirs.isEmpty()) {
                    changes.addAll(theirs);
                    first = Math.min(first, position);
                }
            }
        }
        boolean handedOver = false;
        try {
            invoker.handOver(changes);
            handedOver = true;
        } catch (RuntimeException e) {
            ledger.fail(first, e);
        }
        for (DeviceAlarms alarms : judged.values()) {
            boolean told = handedOver
                    && devices.getOrDefault(alarms.deviceId(), List.of()).get(0).position() < settled;
            book.remember(told ? alarms.afterHandover() : alarms);
        }
    }
}
