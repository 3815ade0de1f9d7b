package io.towersense.local.rule;

import io.towersense.local.broker.Subscription;
import io.towersense.local.broker.SubscriptionAccess;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A rule at work: takes messages from the broker in order, and acknowledges each only after its action took it, or the
 * {@code errorAction} did.
 */
public final class RunningRule implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(RunningRule.class);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int ATTEMPTS = 3;

    private final TopicRule rule;
    private final RuleAction action;
    private final ErrorAction errorAction;
    private final Clock clock;
    private final AtomicLong acted = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private List<Subscription> subscriptions = List.of();

    RunningRule(TopicRule rule, RuleAction action, ErrorAction errorAction, Clock clock) {
        this.rule = rule;
        this.action = action;
        this.errorAction = errorAction;
        this.clock = clock;
    }

    /** Starts to take messages from a broker that has the rule's {@link TopicRule#subscriptions()}. */
    public static RunningRule start(
            TopicRule rule, SubscriptionAccess broker, RuleAction action, ErrorAction errorAction, Clock clock) {
        RunningRule running = new RunningRule(rule, action, errorAction, clock);
        running.subscriptions = List.of(
                Subscription.open(broker, rule.plainSubscription(), running::take, PAUSE),
                Subscription.open(broker, rule.basicSubscription(), running::take, PAUSE));
        return running;
    }

    /** Messages that the action took. */
    public long acted() {
        return acted.get();
    }

    /** Messages that went to the {@code errorAction}. */
    public long failed() {
        return failed.get();
    }

    /**
     * Messages that the broker still holds for the rule.
     *
     * @throws IOException if the broker does not answer
     */
    public long waiting() throws IOException {
        long waiting = 0;
        for (Subscription subscription : subscriptions) {
            waiting += subscription.waiting();
        }
        return waiting;
    }

    /** Stops; the broker keeps what was not taken. */
    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
    }

    void take(String topic, byte[] payload) throws Exception {
        RuleResult result = rule.evaluate(topic, payload, clock.now())
                .orElseThrow(() -> new IOException("rule " + rule.name() + " does not take " + topic));
        for (int attempt = 1; ; attempt++) {
            try {
                action.target().accept(result.partitionKey(), result.json());
                acted.incrementAndGet();
                return;
            } catch (RuleAction.BusyException | InterruptedException later) {
                throw later;
            } catch (Exception wrong) {
                if (attempt == ATTEMPTS) {
                    LOGGER.warn("rule {}: {} failed for {}: {}", rule.name(), action.name(), topic, wrong.toString());
                    errorAction.accept(new FailedMessage(rule.name(), topic, payload, action, wrong.toString()));
                    failed.incrementAndGet();
                    return;
                }
            }
        }
    }
}
