package io.towersense.cli.quarantine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why an object is in quarantine, in words, and what to do about it. */
enum HeldReason {
    UNDECODABLE(
            "nobody can make out what it is",
            "Look at its beginning. If the gateway's agent is at fault, update it and drop this. If the functions were at"
                    + " fault, update them first, then put it back."),
    INVALID(
            "it breaks the contract of a reading",
            "See below which reading and which field. The message's other readings are stored already. Put it back once"
                    + " the functions take it as it is; otherwise see to the sensor, and drop this."),
    FOREIGN_DEVICE(
            "it speaks of another thing's device",
            "Find out whose device it is. If this thing's, set `thing` of item (DEVICE ID, DEVICE) in the state table to"
                    + " it, then put this back. Otherwise give the device another id at its gateway, and drop this."),
    STALE_REVISION(
            "its gateway lost its outbox and counts revisions anew",
            "Do as the detail says. Once the item is deleted, the gateway's next change is told; put this back only if"
                    + " it is that one."),
    BARE_NOT_ACCEPTED(
            "it has no envelope of the IoT rule",
            "Find out who writes to the stream past the rule. Put it back with --bare where ACCEPT_BARE=true is set;"
                    + " otherwise drop it."),
    REFUSED_BY_TABLE(
            "the table does not take it, and never will",
            "The detail is DynamoDB's own word. Put it back only if something about the table has changed."),
    RULE_ERROR(
            "the IoT rule's action failed",
            "See to what failed: the stream's or the function's name, the rule's role, throttling. Then put it back."),
    DISCARDED_BATCH(
            "the consumer never took these records",
            "Look into the consumer's log at that time, mend what failed, then put it back."),
    FAILED_INVOCATION(
            "the alert handler failed on it",
            "Look into the alert handler's log at that time, mend what failed, then put it back: people were not told."),
    UNKNOWN(
            "it is of no form that this version of tower knows",
            "Fetch it with the AWS CLI to see what it is. It can be dropped, and not put back.");

    private final String words;
    private final String advice;

    HeldReason(String words, String advice) {
        this.words = words;
        this.advice = advice;
    }

    static Optional<HeldReason> of(String label) {
        return Arrays.stream(values())
                .filter(reason -> reason.label().equals(label))
                .findFirst();
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(HeldReason::label).toList();
    }

    /** The word, in lower case, as the functions write it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String words() {
        return words;
    }

    /** What to do about it. */
    String advice() {
        return advice;
    }
}
