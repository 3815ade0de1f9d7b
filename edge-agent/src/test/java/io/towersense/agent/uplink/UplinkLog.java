package io.towersense.agent.uplink;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What an uplink told, in order, after it had begun. */
final class UplinkLog implements UplinkListener {
    final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile UplinkState state = UplinkState.CONNECTING;

    @Override
    public void uplinkChanged(UplinkState newState, String reason) {
        if (newState != UplinkState.CONNECTING) {
            lines.add(newState + ": " + reason);
        }
        state = newState;
    }

    UplinkState state() {
        return state;
    }

    String last() {
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }
}
