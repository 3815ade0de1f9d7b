package io.towersense.agent.configuration;

import io.towersense.agent.outbox.OutboxSettings;
import io.towersense.telemetry.value.Quantity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What is kept where, and how much of it, as a configuration writes it. */
final class StorageReader {
    private static final long KIBIBYTE = 1024;
    private static final long MEBIBYTE = 1024 * KIBIBYTE;
    private static final long LARGEST = 1024 * 1024 * MEBIBYTE;
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final Surroundings surroundings;

    StorageReader(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    DataFolder dataFolder(Fields root) {
        return root.text("data_folder")
                .map(text -> new DataFolder(surroundings.folder().resolve(text)))
                .orElseGet(surroundings::dataFolder);
    }

    Optional<Path> outboxFolder(Fields outbox) {
        return outbox.text("folder")
                .map(text ->
                        surroundings.folder().resolve(text).toAbsolutePath().normalize());
    }

    static OutboxSettings outbox(Fields fields) {
        OutboxSettings standard = OutboxSettings.DEFAULTS;
        OutboxSettings settings = standard.withMostBytes(fields.size("size", standard.mostBytes(), MEBIBYTE, LARGEST))
                .withMostAge(fields.duration("age", standard.mostAge(), Duration.ofMinutes(1), Duration.ofDays(3650)))
                .withCommitEvery(
                        fields.duration("commit_every", standard.commitEvery(), SHORTEST, Duration.ofMinutes(10)))
                .withCutBytes((int) fields.size("cut_at", standard.cutBytes(), KIBIBYTE, 90 * KIBIBYTE))
                .withCutEvery(fields.duration("cut_every", standard.cutEvery(), SHORTEST, Duration.ofHours(1)))
                .withGzip(fields.truth("gzip", standard.gzip()));
        fields.finish();
        return settings;
    }

    static AlertLogSettings alertLog(Fields fields) {
        AlertLogSettings standard = AlertLogSettings.DEFAULTS;
        long rotateAt = fields.size("rotate_at", standard.rotateAt(), 4 * KIBIBYTE, 64 * MEBIBYTE);
        long maxSize = fields.size("max_size", Math.max(standard.maxSize(), 4 * rotateAt), 16 * KIBIBYTE, LARGEST);
        fields.finish();
        if (maxSize < 4 * rotateAt) {
            fields.refuse(
                    "max_size",
                    "'" + Quantity.SIZE.format(maxSize) + "' leaves no room for files of "
                            + Quantity.SIZE.format(rotateAt) + "; write " + Quantity.SIZE.format(4 * rotateAt)
                            + " or more");
            return standard;
        }
        return new AlertLogSettings(rotateAt, maxSize);
    }
}
