package io.towersense.cli.quarantine;

import static io.towersense.cli.quarantine.HeldObjects.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.towersense.local.aws.LocalS3;
import io.towersense.telemetry.time.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

class ListingTest {
    private static final Selection ALL = new Selection("", Optional.empty(), Optional.empty(), Optional.empty());

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock(NOW);
    private FaultyS3 s3;
    private HeldObjects objects;
    private QuarantineBucket bucket;

    @BeforeEach
    void open() {
        s3 = new FaultyS3(new LocalS3(folder, clock));
        objects = new HeldObjects(s3);
        bucket = new QuarantineBucket(s3, HeldObjects.BUCKET);
    }

    @Test
    void aLargeBucketIsReadPageByPageAndOnlyTheNewestAreKept() throws Exception {
        for (int i = 0; i < 2_499; i++) {
            objects.undecodable("gw-" + i % 7, "noise");
        }
        clock.advance(Duration.ofHours(1));
        String newest = objects.ruleError("towers/gw-1/telemetry", "{}");

        Listing listing = Listing.of(bucket, ALL, 3);

        assertThat(s3.pages).containsExactly(1_000, 1_000, 500);
        assertThat(listing.newest()).hasSize(3);
        assertThat(listing.newest().get(0).stored()).satisfies(stored -> {
            assertThat(stored.key()).isEqualTo(newest);
            assertThat(stored.at()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        });
        assertThat(listing.totals())
                .isEqualTo(Map.of(
                        HeldReason.UNDECODABLE, new Listing.Total(2_499, 2_499),
                        HeldReason.RULE_ERROR, new Listing.Total(1, 1)));
        assertThat(listing.total().objects()).isEqualTo(2_500);
    }

    @Test
    void onlyWhatIsMeantIsCounted() throws Exception {
        String old = objects.foreign("gw-1");
        clock.advance(Duration.ofHours(1));
        String mine = objects.foreign("gw-1");
        objects.foreign("gw-2");
        objects.undecodable("gw-1", "noise");
        objects.put("resubmitted/" + old, "{}");
        objects.put("dropped/" + old, "{}");

        assertThat(keys(ALL)).isEqualTo(4);
        assertThat(keys(selection("2026-11-22/gw-2", null, null, null))).isEqualTo(1);
        assertThat(keys(selection("", null, HeldReason.FOREIGN_DEVICE, null))).isEqualTo(3);
        assertThat(keys(selection("", null, null, "gw-2"))).isEqualTo(1);
        assertThat(Listing.of(bucket, selection("", NOW.plusSeconds(60), HeldReason.FOREIGN_DEVICE, "gw-1"), 9)
                        .newest())
                .extracting(listed -> listed.stored().key())
                .containsExactly(mine);
    }

    @Test
    void oneThatCannotBeReadIsListedAsUnknownAmongTheOthers() throws Exception {
        String unreadable = objects.foreign("gw-1");
        objects.foreign("gw-2");
        s3.beforeGet(request -> {
            if (request.key().equals(unreadable)) {
                throw SdkClientException.create("Access Denied");
            }
        });

        assertThat(Listing.of(bucket, selection("", null, null, "gw-2"), 9).newest())
                .extracting(ListedObject::reason, ListedObject::detail)
                .contains(tuple(HeldReason.UNKNOWN, "cannot be read: Access Denied"))
                .hasSize(2);
    }

    private int keys(Selection selection) throws InterruptedException {
        return Listing.of(bucket, selection, 0).total().objects();
    }

    private static Selection selection(
            String prefix, @Nullable Instant since, @Nullable HeldReason reason, @Nullable String thing) {
        return new Selection(
                prefix, Optional.ofNullable(since), Optional.ofNullable(reason), Optional.ofNullable(thing));
    }
}
