package io.towersense.cloud.log;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A program that logs what is hard to put on a line. */
final class Talkative {
    private static final Logger LOG = LoggerFactory.getLogger(Talkative.class);

    private Talkative() {}

    public static void main(String[] arguments) {
        LOG.info("two\nlines, a \"quote\", a \\, 45 °C and {}", "an argument");
        try (MDC.MDCCloseable id = MDC.putCloseable(RequestId.FIELD, "request-1")) {
            LOG.warn("it failed", new IllegalStateException("outer", new IllegalArgumentException("the cause")));
        }
        LOG.debug("a detail");
        LoggerFactory.getLogger("software.amazon.awssdk").info("a library's chatter");
        LoggerFactory.getLogger("software.amazon.awssdk").error("a library's trouble");
    }
}
