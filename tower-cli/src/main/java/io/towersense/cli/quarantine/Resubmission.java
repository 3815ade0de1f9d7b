package io.towersense.cli.quarantine;

import io.towersense.cli.options.AwsOptions;
import io.towersense.telemetry.message.Envelope;
import io.towersense.telemetry.value.PrintableText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The putting back of an object, once: claim it by a note that only one can write, hand over what it holds, note that
 * this is done, delete it. Whoever finds a claim goes no further. A crash in between leaves the claim and the object, so
 * it is seen, and a person decides.
 */
final class Resubmission {
    /** What Kinesis takes, data and partition key together, in bytes. */
    private static final int LARGEST_RECORD = 1 << 20;

    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final QuarantineBucket bucket;
    private final Claims claims;
    private final Destination destination;
    private final Terms terms;

    /**
     * What the operator allows.
     *
     * @param again whether what was claimed before is put back all the same
     * @param bare whether records without an envelope go back, though nothing can be written on them
     * @param dryRun whether nothing is done, only said
     */
    record Terms(boolean again, boolean bare, boolean dryRun) {}

    Resubmission(QuarantineBucket bucket, Claims claims, Destination destination, Terms terms) {
        this.bucket = bucket;
        this.claims = claims;
        this.destination = destination;
        this.terms = terms;
    }

    /**
     * Puts an object back.
     *
     * @throws SdkException if the bucket does not answer; nothing was handed over then
     */
    Outcome putBack(HeldObject held) {
        List<Delivery> deliveries = held.messages().stream()
                .map(message -> message.delivery(held.key()))
                .toList();
        Optional<String> obstacle = obstacle(held, deliveries);
        if (obstacle.isPresent()) {
            return Outcome.refused(obstacle.get());
        }
        String to = deliveries.stream()
                .map(Delivery::route)
                .distinct()
                .map(route -> destination.name(route).orElseThrow())
                .collect(Collectors.joining(" and "));
        if (terms.dryRun()) {
            return claims.latest(held.key())
                    .filter(there -> !terms.again())
                    .map(there -> Outcome.refused(taken(Optional.of(there))))
                    .orElseGet(() -> Outcome.done("would go to " + to));
        }
        Optional<Claims.Noted> claim = claims.claim(held.key(), to, terms.again());
        return claim.isPresent()
                ? handOver(held, deliveries, claim.get())
                : Outcome.refused(taken(claims.latest(held.key())));
    }

    private Optional<String> obstacle(HeldObject held, List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return Optional.of("it holds nothing that can be put back: " + held.detail());
        }
        if (!PrintableText.isPrintable(held.key(), Envelope.LONGEST_KEY)) {
            return Optional.of("its key cannot be written into an envelope");
        }
        if (held.isBare() && !terms.bare()) {
            return Optional.of(
                    "it has no envelope: put back it cannot be told from a new record, and is taken only where"
                            + " ACCEPT_BARE=true; --bare does so");
        }
        for (Delivery delivery : deliveries) {
            if (destination.name(delivery.route()).isEmpty()) {
                return Optional.of(
                        delivery.route() == Route.STREAM
                                ? "it goes to the stream: name that with --stream"
                                : "it goes to the alert handler: name that with --alert-function");
            }
            int bytes = delivery.data().length + delivery.partitionKey().length();
            if (delivery.route() == Route.STREAM && bytes > LARGEST_RECORD) {
                return Optional.of(
                        "with its new field it has " + bytes + " bytes, and Kinesis takes " + LARGEST_RECORD);
            }
        }
        return Optional.empty();
    }

    private Outcome handOver(HeldObject held, List<Delivery> deliveries, Claims.Noted claim) {
        String to = claim.claim().to();
        int sent = 0;
        try {
            for (Delivery delivery : deliveries) {
                destination.send(delivery);
                sent++;
            }
        } catch (SdkException e) {
            return sent == 0 && isCertainlyNotTaken(e)
                    ? release(claim, e)
                    : Outcome.cutOff("of " + deliveries.size() + " messages " + to + " has taken " + sent
                            + (isCertainlyNotTaken(e) ? ": " : ", and perhaps one more: ") + AwsOptions.reason(e)
                            + "; it stays claimed, --again sends all of them");
        }
        try {
            claims.done(claim);
            bucket.delete(held.key());
        } catch (SdkException e) {
            return Outcome.refused(
                    "it is put back into " + to + ", but its object stays: " + AwsOptions.reason(e) + "; drop it");
        }
        return Outcome.done("put back into " + to + ", " + messages(deliveries.size()));
    }

    private Outcome release(Claims.Noted claim, SdkException failure) {
        String to = claim.claim().to();
        try {
            claims.release(claim);
        } catch (SdkException e) {
            return Outcome.cutOff(to + " has not got it: " + AwsOptions.reason(failure) + "; but its claim stays: "
                    + AwsOptions.reason(e) + "; --again puts it back");
        }
        return failure instanceof NotSentException
                ? Outcome.cutOff(to + " cannot be reached, and all is as before: " + AwsOptions.reason(failure))
                : Outcome.refused(to + " refuses it, and all is as before: " + AwsOptions.reason(failure));
    }

    /** Not sent; or throttled, forbidden, absent, too large: whatever the service answers so, it has not taken. */
    private static boolean isCertainlyNotTaken(SdkException failure) {
        return failure instanceof NotSentException
                || (failure instanceof AwsServiceException answer
                        && answer.statusCode() >= CLIENT_ERROR
                        && answer.statusCode() < SERVER_ERROR);
    }

    private static String taken(Optional<Claim> claim) {
        String what = claim.map(Claim::describe).orElse("claimed by somebody this moment");
        return claim.filter(Claim::isDone).isPresent()
                ? "was " + what + "; --again puts it back once more"
                : "is " + what + ". If it is not, nor in quarantine again: --again";
    }

    private static String messages(int count) {
        return count == 1 ? "1 message" : count + " messages";
    }
}
