package io.towersense.cloud.silence;

import io.towersense.cloud.table.Attributes;
import io.towersense.telemetry.alarm.ProbableCause;
import io.towersense.telemetry.rule.StandingRule;
import java.util.Arrays;
import java.util.Optional;

/** What can go quiet, and which alarm that is. */
enum WatchedKind {
    /** A gateway: what lies between it and here, or the gateway itself, has failed. X.733: communicationsSubsystemFailure. */
    GATEWAY(Attributes.GATEWAY, StandingRule.GATEWAY_SILENT, ProbableCause.COMMUNICATIONS_SUBSYSTEM_FAILURE),
    /** A device without a gateway. The same alarm as a gateway would raise. X.733: informationMissing. */
    DEVICE(Attributes.DEVICE, StandingRule.SILENT, ProbableCause.INFORMATION_MISSING);

    private final String record;
    private final String rule;
    private final ProbableCause cause;

    WatchedKind(String record, String rule, ProbableCause cause) {
        this.record = record;
        this.rule = rule;
        this.cause = cause;
    }

    /** The sort key of its item. */
    String record() {
        return record;
    }

    /** The alarm's rule. */
    String rule() {
        return rule;
    }

    /** The alarm's cause. */
    ProbableCause cause() {
        return cause;
    }

    /** The kind with this sort key. */
    static Optional<WatchedKind> of(String record) {
        return Arrays.stream(values())
                .filter(kind -> kind.record.equals(record))
                .findFirst();
    }
}
