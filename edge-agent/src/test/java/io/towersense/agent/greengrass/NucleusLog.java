package io.towersense.agent.greengrass;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a connection to the nucleus told, in order. */
final class NucleusLog implements NucleusListener {
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void connected() {
        lines.add("connected");
    }

    @Override
    public void lost(String reason) {
        lines.add("lost: " + reason);
    }

    @Override
    public void refused(String reason) {
        lines.add("refused: " + reason);
    }

    String last() {
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }
}
