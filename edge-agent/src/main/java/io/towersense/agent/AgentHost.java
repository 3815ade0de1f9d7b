package io.towersense.agent;

import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.Drivers;
import io.towersense.agent.configuration.InvalidConfigurationException;
import io.towersense.agent.outbox.OutboxException;
import io.towersense.agent.uplink.UplinkException;
import io.towersense.telemetry.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent of the moment. It goes on with another configuration: in place where it can, else another agent takes its
 * place, and the old configuration's where that one does not start. Thread-safe.
 */
public final class AgentHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentHost.class);

    private final Drivers drivers;
    private final UplinkFactory uplinks;
    private final Clock clock;
    private final AgentListener listener;
    private AgentConfiguration configuration;
    private Agent agent;
    private boolean isClosed;

    private AgentHost(
            AgentConfiguration configuration,
            Drivers drivers,
            UplinkFactory uplinks,
            Clock clock,
            AgentListener listener)
            throws InterruptedException {
        this.drivers = drivers;
        this.uplinks = uplinks;
        this.clock = clock;
        this.listener = listener;
        this.configuration = configuration;
        this.agent = Agent.start(configuration, drivers, uplinks, clock, listener);
    }

    /** Starts an agent, as {@link Agent#start} does. */
    public static AgentHost start(
            AgentConfiguration configuration,
            Drivers drivers,
            UplinkFactory uplinks,
            Clock clock,
            AgentListener listener)
            throws InterruptedException {
        return new AgentHost(configuration, drivers, uplinks, clock, listener);
    }

    /** The agent that runs, or ran last. */
    public synchronized Agent agent() {
        return agent;
    }

    /**
     * Goes on with another configuration; for some seconds nothing is sampled where another agent has to take over.
     *
     * @throws InvalidConfigurationException if it cannot be worked with; then the old one goes on
     */
    public synchronized void change(AgentConfiguration next) throws InterruptedException {
        if (isClosed || next.equals(configuration)) {
            return;
        }
        if (agent.canChangeTo(next)) {
            agent.change(next);
        } else {
            replace(next);
        }
        configuration = next;
    }

    /** Ends the agent, as {@link Agent#close} does. */
    @Override
    public synchronized void close() {
        isClosed = true;
        agent.close();
    }

    private void replace(AgentConfiguration next) throws InterruptedException {
        agent.close();
        LOG.info("starts anew, in place, with another configuration");
        try {
            agent = Agent.start(next, drivers, uplinks, clock, listener);
        } catch (OutboxException | UplinkException | AgentException | InvalidConfigurationException e) {
            agent = Agent.start(configuration, drivers, uplinks, clock, listener);
            throw e instanceof InvalidConfigurationException invalid ? invalid : refusal(e);
        }
    }

    private static InvalidConfigurationException refusal(RuntimeException e) {
        return new InvalidConfigurationException(
                "configuration", List.of(InvalidConfigurationException.problem("", String.valueOf(e.getMessage()))));
    }
}
