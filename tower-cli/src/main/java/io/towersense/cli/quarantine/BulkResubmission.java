package io.towersense.cli.quarantine;

import io.towersense.cli.options.AwsOptions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/** The putting back of all objects that an operator means, but of those that came back in vain. */
final class BulkResubmission {
    private final QuarantineBucket bucket;
    private final Selection selection;
    private final Resubmission resubmission;
    private final Report report;

    BulkResubmission(QuarantineBucket bucket, Selection selection, Resubmission resubmission, Report report) {
        this.bucket = bucket;
        this.selection = selection;
        this.resubmission = resubmission;
        this.report = report;
    }

    /**
     * Puts back one after the other, until one shows that the others would not get through either.
     *
     * @param begun when the command began: what comes back in vain meanwhile would never end
     * @throws SdkException if the bucket does not answer
     */
    void run(Instant begun) {
        try (Stream<List<StoredObject>> pages = bucket.pages(selection.prefix())) {
            for (List<StoredObject> page : (Iterable<List<StoredObject>>) pages::iterator) {
                for (StoredObject object : page) {
                    if (object.at().isAfter(begun)) {
                        report.leaveAlone(LeftAlone.LATER);
                    } else {
                        read(object).filter(selection::means).ifPresent(this::putBack);
                    }
                    if (report.isCutOff()) {
                        return;
                    }
                }
            }
        }
    }

    private Optional<HeldObject> read(StoredObject object) {
        try {
            return bucket.read(object.key());
        } catch (SdkException e) {
            report.add(object.key(), Outcome.refused("cannot be read: " + AwsOptions.reason(e)));
            return Optional.empty();
        }
    }

    private void putBack(HeldObject held) {
        if (held.resubmittedFrom().isEmpty()) {
            report.add(held.key(), resubmission.putBack(held));
        } else if (held.isWhollyInVain()) {
            report.leaveAlone(LeftAlone.IN_VAIN);
        } else {
            report.add(
                    held.key(),
                    Outcome.refused("is left alone: of its " + held.messages().size()
                            + " messages some came back in vain before; name it by its KEY to put back all"));
        }
    }
}
