package io.towersense.cloud.silence;

import io.towersense.cloud.text.Moments;
import io.towersense.telemetry.time.Spans;
import java.time.Duration;
import java.time.Instant;

/** The sentence that tells a person of silence. */
final class SilenceText {
    private SilenceText() {}

    static String raised(Watched watched, Instant now) {
        return "nothing has come from " + watched.key() + " since " + Moments.format(watched.lastSeen()) + ", for "
                + Spans.format(Duration.between(watched.lastSeen(), now));
    }

    static String cleared(Watched watched, Instant since, Instant now) {
        String over = watched.isClaimed()
                ? "gateway " + watched.thing().orElseThrow() + " reads " + watched.key() + " now"
                : watched.key() + " is heard again";
        return over + ", after " + Spans.format(Duration.between(since, now));
    }
}
