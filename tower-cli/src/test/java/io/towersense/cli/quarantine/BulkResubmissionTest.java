package io.towersense.cli.quarantine;

import static io.towersense.cli.quarantine.HeldObjects.NOW;
import static io.towersense.cli.quarantine.HeldObjects.envelope;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.local.aws.LocalS3;
import io.towersense.telemetry.codec.EnvelopeCodec;
import io.towersense.telemetry.message.Envelope;
import io.towersense.telemetry.time.ManualClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.core.exception.SdkClientException;

class BulkResubmissionTest {
    private static final Selection ALL = new Selection("", Optional.empty(), Optional.empty(), Optional.empty());

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock(NOW);
    private final RecordingDestination destination = new RecordingDestination();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FaultyS3 s3;
    private HeldObjects objects;
    private QuarantineBucket bucket;
    private Claims claims;
    private Report report;

    @BeforeEach
    void open() {
        s3 = new FaultyS3(new LocalS3(folder, clock));
        objects = new HeldObjects(s3);
        bucket = new QuarantineBucket(s3, HeldObjects.BUCKET);
        claims = new Claims(bucket, "ann@ops", clock);
        report = new Report(new CommandLine(new QuarantineCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)));
    }

    @Test
    void withoutAConnectionItEndsAtTheFirstAndNothingIsClaimed() {
        for (int i = 0; i < 20; i++) {
            objects.foreign("gw-7");
        }
        destination.before(delivery -> {
            throw new NotSentException(SdkClientException.create("Connection refused"));
        });

        run();

        assertThat(err.toString().lines())
                .hasSize(2)
                .last()
                .isEqualTo("tower: ended there; what comes after it is as before");
        assertThat(bucket.noteKeys(QuarantineBucket.RESUBMITTED)).isEmpty();
        assertThat(report.isFine()).isFalse();
    }

    @Test
    void theFirstOfWhichNobodyKnowsEndsItAndOneClaimStands() {
        String first = objects.foreign("gw-7");
        objects.foreign("gw-7");
        destination.before(delivery -> {
            throw SdkClientException.create("Read timed out");
        });

        run();

        assertThat(bucket.noteKeys(QuarantineBucket.RESUBMITTED)).containsExactly("resubmitted/" + first);
    }

    @Test
    void oneThatCannotBeReadIsRefusedAndTheOthersGoBack() {
        String unreadable = objects.foreign("gw-7");
        objects.foreign("gw-7");
        s3.beforeGet(request -> {
            if (request.key().equals(unreadable)) {
                throw SdkClientException.create("Access Denied");
            }
        });

        run();

        assertThat(err)
                .hasToString("tower: " + unreadable + ": cannot be read: Access Denied" + System.lineSeparator());
        assertThat(out.toString()).contains("1 put back, 1 not");
    }

    @Test
    void whatWasWrittenAfterItBeganIsCounted() {
        clock.advance(Duration.ofMinutes(5));
        objects.foreign("gw-7");

        run();

        assertThat(destination.taken).isEmpty();
        assertThat(out.toString().lines())
                .containsExactly(
                        "0 put back, 0 not",
                        "1 not looked at, written after this began by this machine's clock: run it again");
    }

    @Test
    void aBatchOfWhichSomeCameBackInVainIsRefusedByName() {
        Envelope again = new Envelope("noise".getBytes(UTF_8), "gw-1", NOW).resubmittedFrom("2026-11-22/gw-1/1.json");
        String key = objects.discardedBatch(EnvelopeCodec.encode(again), envelope("gw-1", "noise"));

        run();

        assertThat(report.isFine()).isFalse();
        assertThat(err.toString())
                .contains(key + ": is left alone: of its 2 messages some came back in vain before; name it by its KEY");
    }

    private void run() {
        Resubmission resubmission =
                new Resubmission(bucket, claims, destination, new Resubmission.Terms(false, false, false));
        new BulkResubmission(bucket, ALL, resubmission, report).run(NOW);
        report.close("put back");
    }
}
