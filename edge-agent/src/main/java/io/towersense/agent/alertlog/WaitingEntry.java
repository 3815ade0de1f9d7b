package io.towersense.agent.alertlog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An entry on its way into both files, which knows in which of them it is already. */
final class WaitingEntry {
    final AlertEntry entry;
    final String text;
    boolean hasJson;
    boolean hasText;

    WaitingEntry(AlertEntry entry, String text) {
        this.entry = entry;
        this.text = text;
    }

    boolean isWritten() {
        return hasJson && hasText;
    }

    void write(AlertLogFiles files) throws IOException {
        boolean isAlarm = entry.deliveredAt().isEmpty();
        if (!hasJson) {
            files.writeJson(lineOf(AlertEntryCodec.encode(entry)), isAlarm);
            hasJson = true;
        }
        if (!hasText) {
            files.writeText(lineOf(text.getBytes(StandardCharsets.UTF_8)), isAlarm);
            hasText = true;
        }
    }

    private static byte[] lineOf(byte[] content) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(content.length + 1);
        line.writeBytes(content);
        line.write('\n');
        return line.toByteArray();
    }
}
