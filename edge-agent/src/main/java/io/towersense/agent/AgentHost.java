package io.towersense.agent;

import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.ConfigurationLayers;
import io.towersense.agent.configuration.Drivers;
import io.towersense.agent.configuration.InvalidConfigurationException;
import io.towersense.agent.configuration.OverrideOutcome;
import io.towersense.agent.outbox.OutboxException;
import io.towersense.agent.outbox.SqliteOutbox;
import io.towersense.agent.shadow.ShadowReporter;
import io.towersense.agent.shadow.ShadowSettings;
import io.towersense.agent.shadow.ShadowedAgent;
import io.towersense.agent.status.AgentStatus;
import io.towersense.agent.uplink.UplinkState;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent of the moment and its shadow. It goes on with another configuration: in place where it can, else another
 * agent takes its place, or the old configuration's again where that one does not start. What the shadow desires lies over
 * what is configured. Thread-safe.
 */
public final class AgentHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentHost.class);

    private final ConfigurationLayers layers;
    private final Drivers drivers;
    private final UplinkFactory uplinks;
    private final ShadowFactory shadows;
    private final Clock clock;
    private final AgentListener listener;
    private volatile Agent agent;
    private volatile Optional<ShadowReporter> shadow;
    private volatile boolean isLost;
    private boolean isClosed;

    private AgentHost(
            AgentConfiguration configured,
            Drivers drivers,
            UplinkFactory uplinks,
            ShadowFactory shadows,
            Clock clock,
            AgentListener listener)
            throws InterruptedException {
        this.layers = ConfigurationLayers.open(configured);
        this.drivers = drivers;
        this.uplinks = uplinks;
        this.shadows = shadows;
        this.clock = clock;
        this.listener = new ListenerPair(listener, new ShadowNews());
        this.shadow = Optional.empty();
        this.agent = start(layers.effective());
    }

    /**
     * Starts an agent, as {@link Agent#start(AgentConfiguration, Clock, AgentListener)} does.
     *
     * @param configured what the shadow's overrides are laid over
     */
    public static AgentHost start(
            AgentConfiguration configured,
            Drivers drivers,
            UplinkFactory uplinks,
            ShadowFactory shadows,
            Clock clock,
            AgentListener listener)
            throws InterruptedException {
        AgentHost host = new AgentHost(configured, drivers, uplinks, shadows, clock, listener);
        host.beginShadow();
        return host;
    }

    /** Whether no agent runs any more, although nobody has closed this: there is no going on in this process. */
    public boolean isLost() {
        return isLost;
    }

    /** The agent that runs, or ran last. */
    public Agent agent() {
        return agent;
    }

    /**
     * Goes on with another configuration under the same overrides; where another agent has to take over, nothing is
     * sampled for some seconds.
     *
     * @throws InvalidConfigurationException if it cannot be worked with; then the old one goes on
     */
    public void configure(AgentConfiguration next) {
        layers.configure(next, this::change);
        shadow.ifPresent(ShadowReporter::configurationChanged);
    }

    /** Ends the agent, as {@link Agent#close} does, and its shadow before it. */
    @Override
    public void close() {
        shadow.ifPresent(ShadowReporter::close);
        synchronized (this) {
            isClosed = true;
            agent.close();
        }
    }

    private synchronized void change(AgentConfiguration next) {
        if (isClosed) {
            return;
        }
        if (agent.canChangeTo(next)) {
            agent.change(next);
            return;
        }
        AgentConfiguration before = agent.configuration();
        if (!next.outboxPath().equals(before.outboxPath()) && isHeld(next)) {
            throw refusal("another agent has the outbox in " + next.outboxPath()
                    + "; end it, or name another folder with data_folder or outbox.folder");
        }
        shadow.ifPresent(ShadowReporter::close);
        agent.close();
        LOG.info("starts anew, in this process, with another configuration");
        try {
            agent = start(next);
            beginShadow();
        } catch (RuntimeException | LinkageError e) {
            goBack(before);
            throw e instanceof InvalidConfigurationException invalid
                    ? invalid
                    : refusal(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            isLost = true;
            Thread.currentThread().interrupt();
        }
    }

    private void goBack(AgentConfiguration before) {
        try {
            agent = start(before);
            beginShadow();
        } catch (RuntimeException | LinkageError e) {
            isLost = true;
            LOG.error("neither the new configuration nor the one before can be worked with: {}", e.getMessage());
        } catch (InterruptedException e) {
            isLost = true;
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isHeld(AgentConfiguration configuration) {
        try {
            return SqliteOutbox.isHeld(configuration.outboxPath());
        } catch (OutboxException e) {
            throw refusal(String.valueOf(e.getMessage()));
        }
    }

    private Agent start(AgentConfiguration configuration) throws InterruptedException {
        return Agent.start(configuration, drivers, uplinks, clock, listener);
    }

    private void beginShadow() {
        shadow = shadows.find(agent)
                .map(store -> ShadowReporter.start(store, new Shadowed(), ShadowSettings.DEFAULTS, clock));
    }

    private static InvalidConfigurationException refusal(String problem) {
        return new InvalidConfigurationException(
                "configuration", List.of(InvalidConfigurationException.problem("", problem)));
    }

    /** This host as its shadow sees it. */
    private final class Shadowed implements ShadowedAgent {
        @Override
        public AgentConfiguration configuration() {
            return agent.configuration();
        }

        @Override
        public AgentStatus status() {
            return agent.status();
        }

        @Override
        public OverrideOutcome override(byte[] desired) {
            return layers.override(desired, AgentHost.this::change);
        }
    }

    /** What happens that the shadow may tell. */
    private final class ShadowNews implements AgentListener {
        @Override
        public void logged(AlarmEvent event, Duration monotonicAtLogging) {
            shadow.ifPresent(ShadowReporter::changed);
        }

        @Override
        public void faulted(String deviceId, String reason) {
            shadow.ifPresent(ShadowReporter::changed);
        }

        @Override
        public void uplinkChanged(UplinkState state, String reason) {
            shadow.ifPresent(state == UplinkState.CONNECTED ? ShadowReporter::reconnected : ShadowReporter::changed);
        }
    }
}
