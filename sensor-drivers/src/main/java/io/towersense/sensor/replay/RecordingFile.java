package io.towersense.sensor.replay;

import io.towersense.sensor.InvalidOptionException;
import io.towersense.sensor.NearestName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The file of a recording on disk, UTF-8. */
final class RecordingFile {
    private static final int MOST_NEIGHBOURS = 1_000;

    private RecordingFile() {}

    /** @throws InvalidOptionException if there is no such file, or it cannot be opened */
    static LineReader open(Path file) {
        if (Files.notExists(file)) {
            throw wrong(file, "does not exist" + NearestName.hint(name(file), neighbours(file)));
        }
        if (Files.isDirectory(file)) {
            throw wrong(file, "is a folder; write the path of a file");
        }
        try {
            return new LineReader(
                    new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static InvalidOptionException wrong(Path file, String problem) {
        return new InvalidOptionException(ReplaySettings.FILE, "'" + file.toAbsolutePath() + "' " + problem);
    }

    static InvalidOptionException unreadable(Path file, IOException cause) {
        return wrong(file, "cannot be read (" + cause.getClass().getSimpleName() + "); check who may read it");
    }

    /** The file's name without its folder. */
    static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    private static List<String> neighbours(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.limit(MOST_NEIGHBOURS).map(RecordingFile::name).toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
