package io.towersense.cloud.alert;

import io.towersense.cloud.alarm.AlarmStore;
import io.towersense.cloud.device.DeviceRegister;
import io.towersense.cloud.event.EventBus;
import io.towersense.cloud.metric.EmbeddedMetrics;
import io.towersense.cloud.metric.MetricValues;
import io.towersense.cloud.metric.OperationsMetric;
import io.towersense.cloud.quarantine.Quarantine;
import io.towersense.cloud.quarantine.QuarantineReason;
import io.towersense.cloud.quarantine.QuarantinedRecord;
import io.towersense.cloud.receipt.AddressedReceipt;
import io.towersense.cloud.receipt.ReceiptPublisher;
import io.towersense.cloud.text.PlainText;
import io.towersense.cloud.time.Deadline;
import io.towersense.cloud.time.Pause;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.codec.UndecodableException;
import io.towersense.telemetry.message.Envelope;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.rule.RuleSet;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with each kind of input. */
final class AlertHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AlertHandler.class);
    /** How long the owner of a device is believed without asking: a sixth of it, and six of these. */
    private static final Duration TOUCH_EVERY = Duration.ofSeconds(10);

    private final Quarantine quarantine;
    private final AlarmIntake intake;
    private final Publisher publisher;
    private final Optional<ReceiptPublisher> receipts;
    private final EmbeddedMetrics metrics;
    private final Supplier<EventBus> bus;
    private final Classifier classifier = new Classifier(RuleSet.DEFAULTS);

    AlertHandler(AlertSettings settings, AlertClients clients, Clock clock, Pause pause, EmbeddedMetrics metrics) {
        this.metrics = metrics;
        AlarmStore store = new AlarmStore(clients.dynamoDb(), settings.stateTable());
        DeviceRegister register = new DeviceRegister(clients.dynamoDb(), settings.stateTable(), TOUCH_EVERY, clock);
        publisher = new Publisher(clients.sns(), settings.topicArn());
        quarantine = new Quarantine(clients.s3(), settings.quarantineBucket(), clock);
        receipts = clients.iotData()
                .map(client -> new ReceiptPublisher(
                        client, settings.receipts().topicRoot(), tasks -> tasks.forEach(Runnable::run)));
        bus = () -> new EventBus(clients.eventBridge(), settings.eventBus());
        intake = new AlarmIntake(
                register, store, new AlarmNotifier(store, publisher, settings, clock, pause, metrics), pause);
    }

    /**
     * Handles one input.
     *
     * @param waiting by when others must be done with the alarm
     * @param answering by when the receipt must be published: later, because what waiting left over is for telling
     */
    byte[] handle(byte[] json, Deadline waiting, Deadline answering) {
        AlertInput input = AlertInput.of(json);
        Invocation invocation = new Invocation(waiting, bus.get());
        if (input instanceof AlertInput.FromGateway message) {
            return AlertAnswer.notified(fromGateway(message, invocation, answering));
        }
        if (input instanceof AlertInput.FromConsumer handover) {
            return AlertAnswer.notified(fromConsumer(handover.events(), invocation));
        }
        return bare(((AlertInput.Bare) input).reading());
    }

    private int fromGateway(AlertInput.FromGateway message, Invocation invocation, Deadline answering) {
        TellOutcome told = TellOutcome.NOTHING;
        boolean stored = false;
        try {
            AlarmEvent event = GatewayAlarm.decode(message.envelope().payload());
            IntakeOutcome outcome = intake.take(event, message.envelope(), invocation);
            told = outcome.told();
            stored = outcome.stale().isEmpty();
            outcome.stale().ifPresent(detail -> setAside(message, QuarantineReason.STALE_REVISION, detail));
        } catch (UndecodableException e) {
            setAside(message, QuarantineReason.UNDECODABLE, String.valueOf(e.getMessage()));
        } catch (CloudsAlarmException e) {
            setAside(message, QuarantineReason.INVALID, String.valueOf(e.getMessage()));
        } catch (ForeignDeviceException e) {
            setAside(message, QuarantineReason.FOREIGN_DEVICE, String.valueOf(e.getMessage()));
        }
        answer(AddressedReceipt.to(message.envelope(), stored ? 1 : 0, stored ? 0 : 1), answering);
        if (told.trouble().isPresent()) {
            // After the receipt: the gateway has done its part, what the bus has yet to get is in the table.
            throw told.trouble().get();
        }
        return told.notified();
    }

    private void answer(AddressedReceipt receipt, Deadline deadline) {
        receipts.ifPresent(publisher -> publisher.publish(List.of(receipt), deadline));
    }

    private void setAside(AlertInput.FromGateway message, QuarantineReason reason, String detail) {
        Envelope envelope = message.envelope();
        quarantine.keep(QuarantinedRecord.ofAlarm(envelope, message.envelopeJson(), reason, detail));
        metrics.write(MetricValues.of(OperationsMetric.RECORDS_QUARANTINED, 1));
        LOG.warn(
                "alarm event of {} in quarantine, {}: {}",
                envelope.thing(),
                reason.label(),
                PlainText.line(detail, 500));
    }

    /** One alarm's trouble keeps nobody from hearing of the others. */
    private int fromConsumer(List<AlarmEvent> events, Invocation invocation) {
        int told = 0;
        RuntimeException trouble = null;
        for (AlarmEvent event : events) {
            try {
                TellOutcome outcome = intake.take(event, invocation);
                told += outcome.notified();
                if (outcome.trouble().isPresent()) {
                    trouble = outcome.trouble().get();
                }
            } catch (RuntimeException e) {
                LOG.warn("{} {} was not told: {}", event.deviceId(), event.rule(), PlainText.of(e));
                trouble = e;
            }
        }
        if (trouble != null) {
            throw trouble;
        }
        return told;
    }

    private byte[] bare(Reading reading) {
        List<Anomaly> anomalies = classifier.classify(reading);
        if (!anomalies.isEmpty()) {
            publisher.publish(AnomalyMessage.of(reading, anomalies));
        }
        return AlertAnswer.classified(anomalies);
    }
}
