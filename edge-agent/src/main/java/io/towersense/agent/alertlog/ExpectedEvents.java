package io.towersense.agent.alertlog;

import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.codec.AlarmCodec;
import io.towersense.telemetry.codec.UndecodableException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The note, on disk, of events that are about to be committed and then logged: what a process that dies in between
 * leaves for the next.
 */
final class ExpectedEvents {
    private final Path file;

    ExpectedEvents(Path file) {
        this.file = file;
    }

    /** Puts exactly these events down; on disk when it returns, unless there are none. */
    void write(Collection<AlarmEvent> events) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(0);
            for (AlarmEvent event : events) {
                out.write(AlarmCodec.encode(event));
                out.write('\n');
            }
            if (!events.isEmpty()) {
                out.getFD().sync();
            }
        }
    }

    /** What is put down; a note that was torn was made before the commit, and counts for nothing. */
    List<AlarmEvent> read() throws IOException {
        List<AlarmEvent> events = new ArrayList<>();
        for (byte[] line : Lines.split(new LineFile(file).tail(1024 * 1024))) {
            try {
                events.add(AlarmCodec.decode(line));
            } catch (UndecodableException e) {
                return events;
            }
        }
        return events;
    }
}
