package io.towersense.cloud.silence;

import io.towersense.cloud.text.PlainText;
import io.towersense.telemetry.time.Clock;
import io.towersense.telemetry.time.Spans;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether anybody can be called silent in this round. Asked at most once, and only where somebody seems to be, because
 * the question costs money. Not thread-safe.
 */
final class Decision {
    private static final Logger LOG = LoggerFactory.getLogger(Decision.class);

    private final SilenceSettings settings;
    private final StreamProgress progress;
    private final Clock clock;
    private @Nullable Boolean decidable;

    Decision(SilenceSettings settings, StreamProgress progress, Clock clock) {
        this.settings = settings;
        this.progress = progress;
        this.clock = clock;
    }

    /** Whether what came into the stream has been read. */
    boolean isDecidable() {
        if (decidable == null) {
            Optional<String> doubt = doubt();
            doubt.ifPresent(why -> LOG.warn(
                    "stream {}: {}; nobody is called silent before its consumer keeps up", settings.stream(), why));
            decidable = doubt.isEmpty();
        }
        return decidable;
    }

    /** Whether it was asked, and could not be decided. */
    boolean isUndecided() {
        return decidable != null && !decidable;
    }

    private Optional<String> doubt() {
        try {
            Optional<Duration> behind = progress.behind(clock.now());
            if (behind.isEmpty()) {
                return Optional.of("nobody reads it");
            }
            return behind.filter(age -> age.compareTo(settings.mostBehind()) > 0)
                    .map(age -> "what is in it for " + Spans.format(age) + " may not have been read");
        } catch (RuntimeException e) {
            return Optional.of("whether it is read cannot be asked: " + PlainText.of(e));
        }
    }
}
