package io.towersense.cli.quarantine;

import static io.towersense.cli.quarantine.HeldObjects.NOW;
import static io.towersense.cli.quarantine.HeldObjects.batch;
import static io.towersense.cli.quarantine.HeldObjects.envelope;
import static io.towersense.cli.quarantine.HeldObjects.reading;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.local.aws.LocalS3;
import io.towersense.telemetry.codec.EnvelopeCodec;
import io.towersense.telemetry.time.ManualClock;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

class ResubmissionTest {
    private static final Resubmission.Terms STRICT = new Resubmission.Terms(false, false, false);
    private static final Resubmission.Terms AGAIN = new Resubmission.Terms(true, false, false);
    private static final Resubmission.Terms BARE = new Resubmission.Terms(false, true, false);
    private static final Resubmission.Terms DRY_RUN = new Resubmission.Terms(false, false, true);

    @TempDir
    private Path folder;

    private final RecordingDestination destination = new RecordingDestination();
    private FaultyS3 s3;
    private HeldObjects objects;
    private QuarantineBucket bucket;
    private Claims claims;

    @BeforeEach
    void open() {
        s3 = new FaultyS3(new LocalS3(folder, new ManualClock(NOW)));
        objects = new HeldObjects(s3);
        bucket = new QuarantineBucket(s3, HeldObjects.BUCKET);
        claims = claimsOf("ann@ops");
    }

    @Test
    void itGoesBackUnderItsThingSaysWhereItComesFromAndIsGone() {
        String key = objects.foreign("gw-7");

        Outcome outcome = putBack(key, STRICT);

        assertThat(outcome).isEqualTo(Outcome.done("put back into stream readings, 1 message"));
        assertThat(destination.taken).singleElement().satisfies(delivery -> {
            assertThat(delivery.route()).isEqualTo(Route.STREAM);
            assertThat(delivery.partitionKey()).isEqualTo("gw-7");
            assertThat(EnvelopeCodec.decode(delivery.data()).orElseThrow().resubmittedFrom())
                    .contains(key);
        });
        assertThat(bucket.read(key)).isEmpty();
        assertThat(claims.latest(key).orElseThrow().describe())
                .isEqualTo("put back into stream readings by ann@ops at 2026-11-22 10:00:00Z");
    }

    @Test
    void whoeverComesSecondIsRefusedAndToldWhoWasFirst() {
        String key = objects.foreign("gw-7");
        HeldObject seenByBoth = bucket.read(key).orElseThrow();
        putBack(key, STRICT);

        Outcome second = resubmission(STRICT).putBack(seenByBoth);

        assertThat(second)
                .isEqualTo(Outcome.refused("was put back into stream readings by ann@ops at 2026-11-22 10:00:00Z;"
                        + " --again puts it back once more"));
        assertThat(new Whereabouts(bucket, claims).ofAbsent(key))
                .isEqualTo(
                        "it is not there any more: put back into stream readings by ann@ops at 2026-11-22 10:00:00Z");
        assertThat(destination.taken).hasSize(1);
    }

    @Test
    void ofManyAtOnceOnePutsItBack() throws Exception {
        HeldObject held = bucket.read(objects.foreign("gw-7")).orElseThrow();
        int operators = 8;
        CyclicBarrier start = new CyclicBarrier(operators);
        ExecutorService threads = Executors.newFixedThreadPool(operators);
        try {
            List<Future<Outcome>> outcomes = IntStream.range(0, operators)
                    .mapToObj(operator -> threads.submit(() -> {
                        start.await();
                        return new Resubmission(bucket, claimsOf("operator-" + operator), destination, STRICT)
                                .putBack(held);
                    }))
                    .toList();
            int done = 0;
            for (Future<Outcome> outcome : outcomes) {
                done += outcome.get().isDone() ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(destination.taken).hasSize(1);
    }

    @Test
    void aCrashAfterTheClaimIsSeenAndOnlyAPersonGoesOn() {
        String key = objects.foreign("gw-7");
        destination.before(delivery -> {
            throw new IllegalStateException("killed");
        });
        assertThatThrownBy(() -> putBack(key, STRICT)).hasMessage("killed");
        destination.before(delivery -> {});

        assertThat(putBack(key, STRICT))
                .isEqualTo(Outcome.refused("is claimed by ann@ops at 2026-11-22 10:00:00Z; whether it arrived at stream"
                        + " readings is unknown. If it is not, nor in quarantine again: --again"));
        assertThat(destination.taken).isEmpty();
        assertThat(putBack(key, AGAIN).isDone()).isTrue();
        assertThat(destination.taken).hasSize(1);
        assertThat(bucket.noteKeys("resubmitted/")).containsExactly("resubmitted/" + key, "resubmitted/" + key + "~2");
        assertThat(claims.latest(key))
                .hasValueSatisfying(claim -> assertThat(claim.isDone()).isTrue());
    }

    @Test
    void aCrashAfterItWasHandedOverLeavesAClaimAndTheObject() {
        String key = objects.foreign("gw-7");
        s3.beforePut(request -> {
            if (request.ifNoneMatch() == null) {
                throw new IllegalStateException("killed");
            }
        });
        assertThatThrownBy(() -> putBack(key, STRICT)).hasMessage("killed");
        s3.beforePut(request -> {});

        assertThat(putBack(key, STRICT).isDone()).isFalse();
        assertThat(destination.taken).hasSize(1);
        assertThat(bucket.read(key)).isPresent();
        assertThat(claims.latest(key))
                .hasValueSatisfying(claim -> assertThat(claim.isDone()).isFalse());
    }

    @Test
    void anObjectThatCannotBeDeletedIsPutBackAndSaysSo() {
        String key = objects.foreign("gw-7");
        s3.beforeDelete(request -> {
            throw SdkClientException.create("Access Denied");
        });

        assertThat(putBack(key, STRICT))
                .isEqualTo(Outcome.refused(
                        "it is put back into stream readings, but its object stays: Access Denied;" + " drop it"));
        assertThat(putBack(key, STRICT).text()).startsWith("was put back into stream readings by ann@ops");
    }

    @Test
    void whatTheStreamRefusesIsAsBefore() {
        String key = objects.foreign("gw-7");
        destination.before(delivery -> {
            throw ResourceNotFoundException.builder()
                    .message("Stream readings not found")
                    .statusCode(400)
                    .build();
        });

        assertThat(putBack(key, STRICT))
                .isEqualTo(
                        Outcome.refused("stream readings refuses it, and all is as before: Stream readings not found"));

        destination.before(delivery -> {});
        assertThat(putBack(key, STRICT).isDone()).isTrue();
    }

    @Test
    void whatWasNeverSentIsAsBeforeAndEndsAll() {
        String key = objects.foreign("gw-7");
        destination.before(delivery -> {
            throw new NotSentException(SdkClientException.create("Connection refused"));
        });

        assertThat(putBack(key, STRICT))
                .isEqualTo(
                        Outcome.cutOff("stream readings cannot be reached, and all is as before: Connection refused"));
        assertThat(claims.latest(key)).isEmpty();

        destination.before(delivery -> {});
        assertThat(putBack(key, STRICT).isDone()).isTrue();
    }

    @Test
    void aClaimThatCannotBeTakenBackIsSaidToStay() {
        String key = objects.foreign("gw-7");
        destination.before(delivery -> {
            throw new NotSentException(SdkClientException.create("Connection refused"));
        });
        s3.beforeDelete(request -> {
            throw SdkClientException.create("no network");
        });

        assertThat(putBack(key, STRICT))
                .isEqualTo(Outcome.cutOff("stream readings has not got it: Connection refused; but its claim stays:"
                        + " no network; --again puts it back"));
    }

    @Test
    void whatMayHaveArrivedStaysClaimed() {
        String key = objects.discardedBatch(
                envelope("gw-1", batch(reading("cab-1", 1, "20"))),
                envelope("gw-2", batch(reading("cab-2", 1, "20"))),
                envelope("gw-3", batch(reading("cab-3", 1, "20"))));
        destination.before(delivery -> {
            if (destination.taken.size() == 1) {
                throw SdkClientException.create("timed out");
            }
        });

        assertThat(putBack(key, STRICT))
                .isEqualTo(Outcome.cutOff("of 3 messages stream readings has taken 1, and perhaps one more: timed out;"
                        + " it stays claimed, --again sends all of them"));
        destination.before(delivery -> {});
        assertThat(putBack(key, STRICT).isDone()).isFalse();
        assertThat(putBack(key, AGAIN).isDone()).isTrue();
        assertThat(destination.taken)
                .extracting(Delivery::partitionKey)
                .containsExactly("gw-1", "gw-1", "gw-2", "gw-3");
    }

    @Test
    void anAnswerThatWasLostDoesNotMakeAnEnemyOfOurOwnClaim() {
        String key = objects.foreign("gw-7");
        s3.loseAnswer();

        assertThat(putBack(key, STRICT).isDone()).isTrue();
    }

    @Test
    void aRecordWithoutAnEnvelopeGoesBackAsItIsAndOnlyWhereThatIsWanted() {
        String key = objects.bare();

        assertThat(putBack(key, STRICT))
                .isEqualTo(Outcome.refused("it has no envelope: put back it cannot be told from a new record, and is"
                        + " taken only where ACCEPT_BARE=true; --bare does so"));
        assertThat(putBack(key, BARE).isDone()).isTrue();

        assertThat(destination.taken).singleElement().satisfies(delivery -> {
            assertThat(delivery.partitionKey()).isEqualTo("cab-1");
            assertThat(delivery.data()).asString(UTF_8).isEqualTo(reading("cab-1", 1, "23.5"));
        });
    }

    @Test
    void whatIsTooLargeForTheStreamIsRefusedBeforeItIsClaimed() {
        String key = objects.undecodable("gw-7", "x".repeat(800_000));

        assertThat(putBack(key, STRICT).text())
                .matches("with its new field it has 10\\d{5} bytes, and Kinesis takes 1048576");
        assertThat(claims.latest(key)).isEmpty();
    }

    @Test
    void aDryRunDoesNothingAndRefusesWhatWouldBeRefused() {
        String key = objects.foreign("gw-7");

        assertThat(putBack(key, DRY_RUN)).isEqualTo(Outcome.done("would go to stream readings"));
        assertThat(destination.taken).isEmpty();
        assertThat(claims.latest(key)).isEmpty();

        HeldObject held = bucket.read(key).orElseThrow();
        putBack(key, STRICT);
        assertThat(resubmission(DRY_RUN).putBack(held).isDone()).isFalse();
    }

    @Test
    void whatIsOfNoKnownFormCannotBePutBack() {
        assertThat(putBack(objects.put("anything", "{}"), STRICT).text())
                .isEqualTo("it holds nothing that can be put back: it is none of the documents that belong here");
    }

    private Outcome putBack(String key, Resubmission.Terms terms) {
        return resubmission(terms).putBack(bucket.read(key).orElseThrow());
    }

    private Resubmission resubmission(Resubmission.Terms terms) {
        return new Resubmission(bucket, claims, destination, terms);
    }

    private Claims claimsOf(String operator) {
        return new Claims(bucket, operator, new ManualClock(NOW));
    }
}
