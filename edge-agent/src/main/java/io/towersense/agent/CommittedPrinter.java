package io.towersense.agent;

import io.towersense.agent.outbox.ReadingIdentity;
import io.towersense.telemetry.time.Timestamps;
import java.io.PrintWriter;
import java.util.List;

/** Prints the identity of every reading that is on disk, for tests that kill the process. */
final class CommittedPrinter implements AgentListener {
    private final PrintWriter out;

    CommittedPrinter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void committed(List<ReadingIdentity> readings) {
        StringBuilder lines = new StringBuilder();
        for (ReadingIdentity reading : readings) {
            lines.append("committed ")
                    .append(reading.deviceId())
                    .append(' ')
                    .append(Timestamps.sortKey(reading.timestamp()))
                    .append('\n');
        }
        out.print(lines);
        out.flush();
    }
}
