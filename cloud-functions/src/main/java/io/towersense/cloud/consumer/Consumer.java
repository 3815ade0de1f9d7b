package io.towersense.cloud.consumer;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.towersense.cloud.alarm.AlarmStore;
import io.towersense.cloud.device.DeviceRegister;
import io.towersense.cloud.device.GatewayRegister;
import io.towersense.cloud.handover.AlertInvoker;
import io.towersense.cloud.metric.EmbeddedMetrics;
import io.towersense.cloud.quarantine.Quarantine;
import io.towersense.cloud.quarantine.QuarantinedRecord;
import io.towersense.cloud.receipt.ReceiptPublisher;
import io.towersense.cloud.table.ReadingItems;
import io.towersense.cloud.text.PlainText;
import io.towersense.cloud.time.Deadline;
import io.towersense.cloud.time.Pause;
import io.towersense.telemetry.engine.AlarmEngine;
import io.towersense.telemetry.rule.RuleSet;
import io.towersense.telemetry.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The way of an event: open the records, admit their senders, write the readings, set aside what never can be written,
 * judge, hand over, count, tell the gateways, answer. Writes go on past a record that failed; what cannot be taken back
 * (alarms, metrics, receipts) is done only for the records before the first that failed, because that one and all after
 * it come again.
 */
final class Consumer {
    private static final Logger LOG = LoggerFactory.getLogger(Consumer.class);

    private final ConsumerSettings settings;
    private final Clock clock;
    private final Workers workers;
    private final RecordOpener opener;
    private final Admission admission;
    private final GatewayTouches gatewayTouches;
    private final ReadingWriter writer;
    private final Quarantine quarantine;
    private final Judging judging;
    private final AnomalyCount anomalyCount;
    private final EmbeddedMetrics metrics;
    private final Optional<ReceiptPublisher> receipts;

    Consumer(ConsumerSettings settings, ConsumerClients clients, Clock clock, Pause pause, EmbeddedMetrics metrics) {
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
        RuleSet rules = RuleSet.DEFAULTS;
        AlarmStore store = new AlarmStore(clients.dynamoDb(), settings.stateTable());
        AlarmBook book = new AlarmBook(store, settings.touchEvery(), clock);
        Timeliness timeliness = new Timeliness(settings.lateAfter());
        DeviceRegister register =
                new DeviceRegister(clients.dynamoDb(), settings.stateTable(), settings.touchEvery(), clock);
        workers = new Workers(settings.inFlight());
        opener = new RecordOpener(settings.acceptBare(), new AlarmEngine(rules));
        admission = new Admission(register, workers, timeliness, book::judgedUntil);
        gatewayTouches = new GatewayTouches(
                new GatewayRegister(clients.dynamoDb(), settings.stateTable(), settings.gatewayTouchEvery()));
        writer = new ReadingWriter(clients.dynamoDb(), settings.readingsTable(), pause);
        quarantine = new Quarantine(clients.s3(), settings.quarantineBucket(), clock);
        AlertInvoker invoker = new AlertInvoker(clients.lambda(), settings.alertFunction());
        judging = new Judging(book, new Judge(store, rules), invoker, workers, timeliness);
        anomalyCount = new AnomalyCount(clients.cloudWatch(), settings.anomaliesByDevice());
        receipts = clients.iotData()
                .map(client -> new ReceiptPublisher(client, settings.receipts().topicRoot(), workers::run));
    }

    /**
     * Takes in an event.
     *
     * @param writing by when writes count as failed
     * @param telling by when receipts are given up
     * @throws RuntimeException if something unexpected happened and nothing of the event is settled
     */
    StreamsEventResponse consume(List<StreamRecord> records, Deadline writing, Deadline telling) {
        Ledger ledger = new Ledger(records.size());
        List<OpenedRecord> opened = open(records, ledger);
        List<Arrival> arrivals =
                opened.stream().flatMap(record -> record.arrivals().stream()).toList();
        Admission.Admitted admitted = admission.admit(arrivals, writing, ledger);
        List<ReadingWrite> writes = ReadingWrite.fold(admitted.arrivals());
        List<Runnable> touches = new ArrayList<>(admitted.touches());
        touches.addAll(gatewayTouches.of(opened, writing));
        write(writes, touches, writing, ledger);
        Instant storedAt = clock.now();
        setAside(ledger);
        List<Arrival> stored = writes.stream()
                .flatMap(write -> write.all()
                        .filter(arrival -> !ledger.isQuarantined(arrival))
                        .limit(1))
                .toList();
        judging.judge(stored, ledger);
        count(stored, storedAt, ledger);
        tell(opened, telling, ledger);
        return answer(records, ledger);
    }

    private List<OpenedRecord> open(List<StreamRecord> records, Ledger ledger) {
        List<OpenedRecord> opened = new ArrayList<>(records.size());
        for (StreamRecord record : records) {
            try {
                opened.add(opener.open(record, ledger));
            } catch (RuntimeException e) {
                ledger.fail(record.position(), e);
            }
        }
        return opened;
    }

    private void write(List<ReadingWrite> writes, List<Runnable> touches, Deadline deadline, Ledger ledger) {
        ReadingItems items = new ReadingItems(clock.now(), settings.retention());
        List<Runnable> tasks = new ArrayList<>(writer.tasks(writes, items, deadline, ledger));
        tasks.addAll(touches);
        tasks.addAll(judging.preparations(writes, ledger));
        workers.run(tasks);
    }

    private void setAside(Ledger ledger) {
        List<Runnable> tasks = new ArrayList<>();
        ledger.quarantined()
                .forEach((position, kept) -> tasks.add(() -> {
                    try {
                        quarantine.keep(kept);
                        LOG.warn(
                                "record {} of {}: {} in quarantine, {}: {}",
                                kept.name(),
                                kept.thing().orElse("nobody"),
                                kept.count(),
                                kept.reason().label(),
                                PlainText.line(kept.detail(), 200));
                    } catch (RuntimeException e) {
                        ledger.fail(position, e);
                    }
                }));
        workers.run(tasks);
    }

    private void count(List<Arrival> stored, Instant storedAt, Ledger ledger) {
        int settled = ledger.firstFailed();
        List<Arrival> counted =
                stored.stream().filter(arrival -> arrival.position() < settled).toList();
        anomalyCount.publish(
                counted.stream().filter(arrival -> !arrival.isResubmitted()).toList(), clock.now());
        long quarantined = ledger.quarantined().keySet().stream()
                .filter(position -> position < settled)
                .count();
        metrics.write(EventMetrics.of(counted, storedAt, quarantined));
    }

    private void tell(List<OpenedRecord> opened, Deadline deadline, Ledger ledger) {
        int settled = ledger.firstFailed();
        Map<Integer, QuarantinedRecord> kept = ledger.quarantined();
        receipts.ifPresent(publisher -> publisher.publish(
                opened.stream()
                        .filter(record -> record.position() < settled)
                        .map(record -> record.receipt(ledger, Optional.ofNullable(kept.get(record.position()))))
                        .flatMap(Optional::stream)
                        .toList(),
                deadline));
    }

    private static StreamsEventResponse answer(List<StreamRecord> records, Ledger ledger) {
        int first = ledger.firstFailed();
        if (first == records.size()) {
            return new StreamsEventResponse(List.of());
        }
        RuntimeException cause = ledger.firstCause().orElseThrow();
        if (first == 0 && !(cause instanceof SdkException)) {
            throw cause;
        }
        String sequenceNumber = records.get(first).sequenceNumber();
        LOG.warn(
                "{} of {} records settled; from record {} they have to come again: {}",
                first,
                records.size(),
                sequenceNumber,
                PlainText.of(cause));
        return new StreamsEventResponse(List.of(
                BatchItemFailure.builder().withItemIdentifier(sequenceNumber).build()));
    }
}
