package io.towersense.telemetry.alarm;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * One change of an alarm, as its owner tells it. The alarm's identity is (deviceId, rule); {@code alarmId} is the same
 * from raise to clear, {@code revision} grows by one with every change of that identity and orders them: time never
 * does.
 *
 * @param alarmId made by the owner; without {@code #}
 * @param revision from 1
 * @param change what happened
 * @param state whether the alarm stands after it
 * @param rule the rule's id
 * @param metric name in the catalogue; empty where the device itself is wrong
 * @param value the value that brought the change, in the metric's unit
 * @param threshold the limit that it was held against
 * @param severity what it is now, or was last
 * @param raisedAt when the alarm was raised
 * @param changedAt when this change came about
 * @param clearedAt when it was cleared; present exactly in state {@code CLEARED}
 * @param operator who did it, where a person did
 * @param shelvedUntil where it is shelved
 * @param simulated whether no sensor stands behind it
 * @param text one sentence for a person
 */
public record AlarmEvent(
        String alarmId,
        long revision,
        AlarmChange change,
        AlarmState state,
        String deviceId,
        Optional<String> siteId,
        String rule,
        Optional<String> metric,
        Optional<BigDecimal> value,
        Optional<BigDecimal> threshold,
        Direction direction,
        Severity severity,
        ProbableCause probableCause,
        Instant raisedAt,
        Instant changedAt,
        Optional<Instant> clearedAt,
        Optional<String> operator,
        Optional<Instant> shelvedUntil,
        boolean simulated,
        String text) {

    /** @throws IllegalArgumentException if the fields contradict each other; the message names the field */
    public AlarmEvent {
        if (revision < 1) {
            throw new IllegalArgumentException("revision: " + revision + " is not 1 or more");
        }
        if (deviceId.isBlank() || rule.isBlank()) {
            throw new IllegalArgumentException("device_id, rule: an alarm has both");
        }
        if (alarmId.isBlank() || alarmId.length() > 128 || alarmId.indexOf('#') >= 0) {
            throw new IllegalArgumentException("alarm_id: is not 1 to 128 characters without #");
        }
        if ((state == AlarmState.CLEARED) != clearedAt.isPresent()) {
            throw new IllegalArgumentException("cleared_at: belongs to state cleared, and to it alone");
        }
        if ((change == AlarmChange.CLEARED) != (state == AlarmState.CLEARED)) {
            throw new IllegalArgumentException(
                    "state: '" + state.label() + "' does not go with change '" + change.label() + "'");
        }
    }

    /** What a notification of this change is called, for ever: {@code alarm_id#revision}. */
    public String notificationId() {
        return alarmId + "#" + revision;
    }

    /** The same event with a sentence of somebody who knows more, such as the device's human name. */
    public AlarmEvent withText(String sentence) {
        return toBuilder().text(sentence).build();
    }

    /** Begins an event of state {@code RAISED}. */
    public static Builder builder(String alarmId, long revision, AlarmChange change) {
        return new Builder(alarmId, revision, change);
    }

    /** Begins another event that is like this one. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** An event in the making. Not thread-safe; checks nothing before {@link #build()}. */
    public static final class Builder {
        private final String alarmId;
        private long revision;
        private AlarmChange change;
        private AlarmState state = AlarmState.RAISED;
        private String deviceId = "";
        private Optional<String> siteId = Optional.empty();
        private String rule = "";
        private Optional<String> metric = Optional.empty();
        private Optional<BigDecimal> value = Optional.empty();
        private Optional<BigDecimal> threshold = Optional.empty();
        private Direction direction = Direction.ABOVE;
        private Severity severity = Severity.WARNING;
        private ProbableCause probableCause = ProbableCause.THRESHOLD_CROSSED;
        private Instant raisedAt = Instant.EPOCH;
        private Instant changedAt = Instant.EPOCH;
        private Optional<Instant> clearedAt = Optional.empty();
        private Optional<String> operator = Optional.empty();
        private Optional<Instant> shelvedUntil = Optional.empty();
        private boolean simulated;
        private String text = "";

        private Builder(String alarmId, long revision, AlarmChange change) {
            this.alarmId = alarmId;
            this.revision = revision;
            this.change = change;
        }

        private Builder(AlarmEvent event) {
            this(event.alarmId, event.revision, event.change);
            state = event.state;
            deviceId = event.deviceId;
            siteId = event.siteId;
            rule = event.rule;
            metric = event.metric;
            value = event.value;
            threshold = event.threshold;
            direction = event.direction;
            severity = event.severity;
            probableCause = event.probableCause;
            raisedAt = event.raisedAt;
            changedAt = event.changedAt;
            clearedAt = event.clearedAt;
            operator = event.operator;
            shelvedUntil = event.shelvedUntil;
            simulated = event.simulated;
            text = event.text;
        }

        public Builder revision(long value) {
            revision = value;
            return this;
        }

        public Builder change(AlarmChange value) {
            change = value;
            return this;
        }

        public Builder state(AlarmState value) {
            state = value;
            return this;
        }

        public Builder deviceId(String value) {
            deviceId = value;
            return this;
        }

        public Builder siteId(Optional<String> value) {
            siteId = value;
            return this;
        }

        public Builder rule(String value) {
            rule = value;
            return this;
        }

        public Builder metric(Optional<String> value) {
            metric = value;
            return this;
        }

        public Builder value(Optional<BigDecimal> measured) {
            value = measured;
            return this;
        }

        public Builder threshold(Optional<BigDecimal> value) {
            threshold = value;
            return this;
        }

        public Builder direction(Direction value) {
            direction = value;
            return this;
        }

        public Builder severity(Severity value) {
            severity = value;
            return this;
        }

        public Builder probableCause(ProbableCause value) {
            probableCause = value;
            return this;
        }

        public Builder raisedAt(Instant value) {
            raisedAt = value;
            return this;
        }

        public Builder changedAt(Instant value) {
            changedAt = value;
            return this;
        }

        public Builder clearedAt(Optional<Instant> value) {
            clearedAt = value;
            return this;
        }

        public Builder operator(Optional<String> value) {
            operator = value;
            return this;
        }

        public Builder shelvedUntil(Optional<Instant> value) {
            shelvedUntil = value;
            return this;
        }

        public Builder simulated(boolean value) {
            simulated = value;
            return this;
        }

        public Builder text(String value) {
            text = value;
            return this;
        }

        /**
         * The event.
         *
         * @throws IllegalArgumentException if a field breaks the contract or contradicts another; the message names it
         */
        public AlarmEvent build() {
            return new AlarmEvent(
                    alarmId,
                    revision,
                    change,
                    state,
                    deviceId,
                    siteId,
                    rule,
                    metric,
                    value,
                    threshold,
                    direction,
                    severity,
                    probableCause,
                    raisedAt,
                    changedAt,
                    clearedAt,
                    operator,
                    shelvedUntil,
                    simulated,
                    text);
        }
    }
}
