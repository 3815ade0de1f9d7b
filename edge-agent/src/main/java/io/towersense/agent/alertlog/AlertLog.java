package io.towersense.agent.alertlog;

import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.DataFolder;
import io.towersense.agent.configuration.Device;
import io.towersense.agent.configuration.Names;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.codec.UndecodableException;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a technician reads at the tower: a line for every change of an alarm, and one when the cloud has it; beside it the
 * same for programs. A change is announced by {@link #expect} before it is committed to the outbox and logged by
 * {@link #log} after: so none that was committed is missing, whenever the process dies, and none stands twice. While the
 * disk takes nothing, entries wait in memory. Thread-safe.
 */
public final class AlertLog {
    private static final Logger LOG = LoggerFactory.getLogger(AlertLog.class);
    private static final int MOST_WAITING = 1_000;

    private final AlertLogFiles files;
    private final ExpectedEvents note;
    private final ZoneId zone;
    private final Clock clock;
    private final AlertLogListener listener;
    private final Memory memory = new Memory();
    private final Map<String, AlarmEvent> expected = new LinkedHashMap<>();
    private final Map<String, Instant> delivered = new LinkedHashMap<>();
    private final Deque<WaitingEntry> waiting = new ArrayDeque<>();
    private Optional<String> error = Optional.empty();
    private Names names;
    private AlertLine line;

    private AlertLog(AgentConfiguration configuration, ZoneId zone, Clock clock, AlertLogListener listener) {
        DataFolder folder = configuration.dataFolder();
        this.files = new AlertLogFiles(folder, configuration.alertLog());
        this.note = new ExpectedEvents(folder.path().resolve("alerts.expected"));
        this.zone = zone;
        this.names = new Names(configuration.site(), configuration.devices());
        this.line = line(configuration, zone);
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Opens the log in the configuration's data folder.
     *
     * @param zone in which its times are written
     * @throws IOException if the folder cannot be used
     */
    public static AlertLog open(AgentConfiguration configuration, ZoneId zone, Clock clock, AlertLogListener listener)
            throws IOException {
        Files.createDirectories(configuration.dataFolder().path());
        AlertLog log = new AlertLog(configuration, zone, clock, listener);
        log.remember();
        return log;
    }

    /**
     * Logs what was committed by a process that died before it could log it. To be called once, before anything else.
     *
     * @param isCommitted whether the outbox has the event
     */
    public synchronized void recover(Predicate<AlarmEvent> isCommitted) throws IOException {
        List<String> text = files.lastText();
        for (AlarmEvent event : note.read()) {
            Optional<AlertEntry> logged = logged(event);
            AlertEntry entry = logged.orElseGet(() -> entry(event, Optional.empty()));
            WaitingEntry candidate = new WaitingEntry(entry, line.format(entry));
            candidate.hasJson = logged.isPresent();
            candidate.hasText = text.contains(candidate.text);
            if (isCommitted.test(event) && !candidate.isWritten()) {
                enqueue(candidate);
            }
        }
        drain();
        writeNote();
    }

    /** Notes on disk that these events are about to be committed. */
    public synchronized void expect(List<AlarmEvent> events) {
        events.forEach(event -> expected.put(event.notificationId(), event));
        writeNote();
    }

    /** Logs events that are committed; on disk when it returns, unless the disk takes nothing. */
    public synchronized void log(List<AlarmEvent> events) {
        for (AlarmEvent event : events) {
            enqueue(entry(event, Optional.empty()));
            expected.remove(event.notificationId());
            Instant at = delivered.remove(event.notificationId());
            if (at != null) {
                enqueue(entry(event, Optional.of(at)));
            }
        }
        drain();
    }

    /** Logs that the cloud has the event; after the event itself, however fast the cloud was. */
    public synchronized void delivered(AlarmEvent event, Instant at) {
        if (expected.containsKey(event.notificationId())) {
            delivered.put(event.notificationId(), at);
            return;
        }
        enqueue(entry(event, Optional.of(at)));
        drain();
    }

    /** Tries again to write what waits, if anything does. */
    public synchronized void retry() {
        drain();
    }

    /** Calls the devices and their site as this configuration does, from now on. */
    public synchronized void rename(AgentConfiguration configuration) {
        names = new Names(configuration.site(), configuration.devices());
        line = line(configuration, zone);
    }

    /** Why entries wait in memory; empty where none does. */
    public synchronized Optional<String> error() {
        return error.map(reason -> reason + "; " + waiting.size() + " entries wait");
    }

    private static AlertLine line(AgentConfiguration configuration, ZoneId zone) {
        int longest = configuration.devices().stream()
                .map(Device::label)
                .mapToInt(label -> label.codePointCount(0, label.length()))
                .max()
                .orElse(0);
        return new AlertLine(zone, longest);
    }

    private void remember() throws IOException {
        lastEntries().forEach(memory::add);
    }

    /** The event's entry, if it stands in the JSON lines. */
    private Optional<AlertEntry> logged(AlarmEvent event) throws IOException {
        return lastEntries().stream()
                .filter(entry -> entry.deliveredAt().isEmpty())
                .filter(entry -> entry.event().notificationId().equals(event.notificationId()))
                .findFirst();
    }

    private List<AlertEntry> lastEntries() throws IOException {
        List<AlertEntry> entries = new ArrayList<>();
        for (byte[] json : files.lastJson()) {
            try {
                entries.add(AlertEntryCodec.decode(json));
            } catch (UndecodableException e) {
                LOG.debug("a line of the alert log is left out: {}", e.getMessage());
            }
        }
        return entries;
    }

    private AlertEntry entry(AlarmEvent event, Optional<Instant> deliveredAt) {
        return new AlertEntry(
                event,
                deliveredAt,
                clock.now(),
                names.device(event.deviceId()),
                names.whatToDo(event.deviceId()),
                memory.severity(event.alarmId()).filter(before -> before != event.severity()));
    }

    private void enqueue(AlertEntry entry) {
        if (!memory.holds(entry.identity())) {
            enqueue(new WaitingEntry(entry, line.format(entry)));
        }
    }

    private void enqueue(WaitingEntry entry) {
        memory.add(entry.entry);
        if (waiting.size() >= MOST_WAITING) {
            WaitingEntry lost = waiting.removeFirst();
            LOG.error("the alert log has no room: {}", lost.text);
        }
        waiting.addLast(entry);
    }

    private void drain() {
        List<AlertEntry> written = new ArrayList<>();
        try {
            while (!waiting.isEmpty()) {
                waiting.getFirst().write(files);
                written.add(waiting.removeFirst().entry);
            }
            error = Optional.empty();
        } catch (IOException e) {
            fail("the alert log cannot be written: " + reason(e));
        }
        if (!written.isEmpty()) {
            writeNote();
            written.forEach(listener::logged);
        }
    }

    private void writeNote() {
        Map<String, AlarmEvent> open = new LinkedHashMap<>(expected);
        waiting.stream()
                .filter(entry -> entry.entry.deliveredAt().isEmpty())
                .forEach(entry -> open.put(entry.entry.event().notificationId(), entry.entry.event()));
        try {
            note.write(open.values());
        } catch (IOException e) {
            LOG.warn("the alert log's note cannot be written: {}", reason(e));
        }
    }

    private void fail(String reason) {
        if (!error.equals(Optional.of(reason))) {
            LOG.warn("{}", reason);
        }
        error = Optional.of(reason);
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
