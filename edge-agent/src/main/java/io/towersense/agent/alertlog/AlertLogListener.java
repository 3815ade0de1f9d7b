package io.towersense.agent.alertlog;

/** Who hears that an entry stands in the alert log. */
public interface AlertLogListener {
    /** The entry is on disk, as text and as JSON. */
    void logged(AlertEntry entry);
}
