package io.towersense.agent.alertlog;

import io.towersense.agent.configuration.AlertLogSettings;
import io.towersense.agent.configuration.DataFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of the alert log: the text and its JSON twin, set aside together, and never more bytes than allowed. */
final class AlertLogFiles {
    private static final int TAIL = 256 * 1024;

    private final Generations text;
    private final Generations json;
    private final AlertLogSettings settings;

    AlertLogFiles(DataFolder folder, AlertLogSettings settings) {
        this.text = new Generations(folder.alertLog());
        this.json = new Generations(folder.alertLines());
        this.settings = settings;
    }

    /** Adds a line for people. */
    void writeText(byte[] line, boolean isSynced) throws IOException {
        write(text, line, isSynced);
    }

    /** Adds a line for programs. */
    void writeJson(byte[] line, boolean isSynced) throws IOException {
        write(json, line, isSynced);
    }

    /** The last lines for people, oldest first. */
    List<String> lastText() throws IOException {
        return last(text).map(line -> new String(line, StandardCharsets.UTF_8)).toList();
    }

    /** The last lines for programs, oldest first. */
    List<byte[]> lastJson() throws IOException {
        return last(json).toList();
    }

    private void write(Generations file, byte[] line, boolean isSynced) throws IOException {
        if (file.current().size() > 0 && file.current().size() + line.length > settings.rotateAt()) {
            text.rotate();
            json.rotate();
        }
        int oldest = Math.max(text.oldestNumber(), json.oldestNumber());
        while (oldest > 0 && text.totalSize() + json.totalSize() + line.length > settings.maxSize()) {
            text.delete(oldest);
            json.delete(oldest);
            oldest = Math.max(text.oldestNumber(), json.oldestNumber());
        }
        file.current().append(line, isSynced);
    }

    private static Stream<byte[]> last(Generations file) throws IOException {
        List<Path> files = file.oldestFirst();
        List<byte[]> lines = new ArrayList<>();
        for (Path path : files.subList(Math.max(0, files.size() - 2), files.size())) {
            lines.addAll(Lines.split(new LineFile(path).tail(TAIL)));
        }
        return lines.stream();
    }
}
