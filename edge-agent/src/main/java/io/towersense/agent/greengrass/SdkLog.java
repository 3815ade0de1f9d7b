package io.towersense.agent.greengrass;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/**
 * What the SDK says while it works, led away from standard error, where a nucleus takes every line for a warning. What
 * matters of it is told by those who use the SDK.
 */
final class SdkLog extends Handler {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("software.amazon.awssdk");

    /** Held here, because the logging of the JDK forgets a logger that nobody holds, and its settings with it. */
    private static final Logger SDK = Logger.getLogger("software.amazon.awssdk");

    private final SimpleFormatter formatter = new SimpleFormatter();

    private SdkLog() {}

    /** From now on; more than once does no harm. */
    static synchronized void lead() {
        SDK.setUseParentHandlers(false);
        SDK.setLevel(LOG.isDebugEnabled() ? Level.ALL : Level.OFF);
        if (SDK.getHandlers().length == 0) {
            SDK.addHandler(new SdkLog());
        }
    }

    @Override
    public void publish(LogRecord entry) {
        LOG.debug("{}: {}", entry.getLoggerName(), formatter.formatMessage(entry));
    }

    @Override
    public void flush() {
        // Nothing is kept.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
