package io.towersense.agent.greengrass;

import io.towersense.agent.greengrass.NucleusFault.Closed;
import io.towersense.agent.greengrass.NucleusFault.TimedOut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.aws.greengrass.model.ReportedLifecycleState;
import software.amazon.awssdk.aws.greengrass.model.UpdateStateRequest;

/**
 * What the nucleus is told of the component's state: that it runs, once it does. A deployment waits for that, and rolls
 * back where it does not come. Errors are not reported but shown, by the end of the process. Thread-safe.
 */
public final class ComponentLife {
    private static final Logger LOG = LoggerFactory.getLogger(ComponentLife.class);
    private static final Right UPDATE_STATE = Right.own("aws.greengrass#UpdateState");

    private final Nucleus nucleus;
    private boolean isRunning;
    private boolean isUnderWay;
    private boolean isKnown;
    private volatile boolean isSaid;

    private ComponentLife(Nucleus nucleus) {
        this.nucleus = nucleus;
    }

    /** Nothing is reported until {@link #running}. */
    public static ComponentLife of(Nucleus nucleus) {
        ComponentLife life = new ComponentLife(nucleus);
        nucleus.listen(life.new Connection());
        return life;
    }

    /** Sampling and the outbox work: reports it, now or with the next connection. To be called until it is known. */
    public void running() {
        synchronized (this) {
            isRunning = true;
        }
        report();
    }

    /** Whether the nucleus has taken the report. */
    public synchronized boolean isKnown() {
        return isKnown;
    }

    private void report() {
        synchronized (this) {
            if (!isRunning || isKnown || isUnderWay) {
                return;
            }
            isUnderWay = true;
        }
        UpdateStateRequest request = new UpdateStateRequest().withState(ReportedLifecycleState.RUNNING);
        var unused = nucleus.call(UPDATE_STATE, client -> client.updateStateAsync(request))
                .whenComplete((response, failure) -> {
                    if (failure == null) {
                        reported();
                    } else {
                        failed(SdkErrors.fault(failure, UPDATE_STATE));
                    }
                });
    }

    private synchronized void reported() {
        isUnderWay = false;
        isKnown = true;
        LOG.info("the nucleus knows that the component runs");
    }

    private void failed(NucleusFault fault) {
        synchronized (this) {
            isUnderWay = false;
        }
        if (!(fault instanceof Closed) && !(fault instanceof TimedOut) && !isSaid) {
            isSaid = true;
            LOG.warn("the nucleus does not take it that the component runs, and is told again: {}", fault.text());
        }
    }

    private final class Connection implements NucleusListener {
        @Override
        public void connected() {
            report();
        }

        @Override
        public void lost(String reason) {
            // The next connection repeats what did not get through.
        }

        @Override
        public void refused(String reason) {
            // Another nucleus has nothing to do with this process.
        }
    }
}
