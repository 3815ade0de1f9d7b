package io.towersense.agent;

import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.ConfigurationLayers;
import io.towersense.agent.configuration.Drivers;
import io.towersense.agent.configuration.InvalidConfigurationException;
import io.towersense.agent.configuration.OverrideOutcome;
import io.towersense.agent.outbox.OutboxException;
import io.towersense.agent.shadow.ShadowReporter;
import io.towersense.agent.shadow.ShadowSettings;
import io.towersense.agent.shadow.ShadowedAgent;
import io.towersense.agent.status.AgentStatus;
import io.towersense.agent.uplink.UplinkException;
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
        shadow.ifPresent(ShadowReporter::close);
        agent.close();
        LOG.info("starts anew, in this process, with another configuration");
        try {
            agent = start(next);
        } catch (OutboxException | UplinkException | AgentException | InvalidConfigurationException e) {
            agent = goBack(before);
            throw e instanceof InvalidConfigurationException invalid ? invalid : refusal(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            beginShadow();
        }
    }

    private Agent goBack(AgentConfiguration before) {
        try {
            return start(before);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return agent;
        }
    }

    private Agent start(AgentConfiguration configuration) throws InterruptedException {
        return Agent.start(configuration, drivers, uplinks, clock, listener);
    }

    private void beginShadow() {
        shadow = shadows.find(agent)
                .map(store -> ShadowReporter.start(store, new Shadowed(), ShadowSettings.DEFAULTS, clock));
    }

    private static InvalidConfigurationException refusal(RuntimeException e) {
        return new InvalidConfigurationException(
                "configuration", List.of(InvalidConfigurationException.problem("", String.valueOf(e.getMessage()))));
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
