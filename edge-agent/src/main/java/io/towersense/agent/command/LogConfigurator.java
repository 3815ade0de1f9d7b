package io.towersense.agent.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.LevelFilter;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterReply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;

/**
 * Sets up the log of {@code tower}: one line an event, where {@link LogSettings} says. In code, because reading an XML file
 * costs a fifth of the agent's start. A process that names a configuration file of its own has that one.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_NORMAL_PRIORITY)
public final class LogConfigurator extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null || System.getProperty(LogSettings.LEVEL) == null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender(context, LogSettings.TARGET, List.of(unless(Level.WARN), unless(Level.ERROR))));
        root.addAppender(appender(context, LogSettings.WARNINGS, List.of(fromWarningsOn())));
        context.getLogger("io.towersense").setLevel(Level.toLevel(System.getProperty(LogSettings.LEVEL), Level.INFO));
        // What Pi4J cannot do becomes a sensor's fault, with its reason; it would tell the same once more, at length.
        context.getLogger("com.pi4j").setLevel(Level.OFF);
        // The local cloud's broker warns of queues that it has on purpose; its client of the broker being gone, which
        // we say.
        context.getLogger("org.apache.activemq").setLevel(Level.ERROR);
        context.getLogger("org.apache.activemq.artemis.core.client").setLevel(Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static ConsoleAppender<ILoggingEvent> appender(
            LoggerContext context, String target, List<Filter<ILoggingEvent>> filters) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(System.getProperty(LogSettings.TIME, "")
                + "%-5level %logger{0}: %replace(%msg){'[\\r\\n]+', ' | '}%n"
                + System.getProperty(LogSettings.TRACE, "%nopex"));
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName(target);
        appender.setTarget(System.getProperty(target, "System.out"));
        appender.setEncoder(encoder);
        filters.forEach(filter -> {
            filter.start();
            appender.addFilter(filter);
        });
        appender.start();
        return appender;
    }

    private static Filter<ILoggingEvent> unless(Level level) {
        LevelFilter filter = new LevelFilter();
        filter.setLevel(level);
        filter.setOnMatch(FilterReply.DENY);
        return filter;
    }

    private static Filter<ILoggingEvent> fromWarningsOn() {
        ThresholdFilter filter = new ThresholdFilter();
        filter.setLevel(Level.WARN.toString());
        return filter;
    }
}
