package io.towersense.agent.uplink;

/** Who hears that the uplink came or went. Called on a thread of the uplink: return soon. */
public interface UplinkListener {
    /**
     * The state changed, or the reason for it.
     *
     * @param reason one line for a person: where it is connected to, or why it is not and what to do
     */
    void uplinkChanged(UplinkState state, String reason);
}
