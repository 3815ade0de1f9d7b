package io.towersense.agent.alertlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A file and those that were set aside before it: {@code alerts.log}, {@code alerts.log.1}, and so on, older and older. */
final class Generations {
    private final Path current;

    Generations(Path current) {
        this.current = current;
    }

    LineFile current() {
        return new LineFile(current);
    }

    /** Those that are there, the current one last. */
    List<Path> oldestFirst() throws IOException {
        Path folder = current.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> number(file) >= 0)
                    .sorted(Comparator.comparingInt(this::number).reversed())
                    .toList();
        }
    }

    /** Sets the current file aside. */
    void rotate() throws IOException {
        for (Path file : oldestFirst()) {
            Files.move(file, numbered(number(file) + 1), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The bytes of all of them. */
    long totalSize() throws IOException {
        long total = 0;
        for (Path file : oldestFirst()) {
            total += Files.size(file);
        }
        return total;
    }

    /** How many rotations ago the oldest was set aside; 0 where none was. */
    int oldestNumber() throws IOException {
        return oldestFirst().stream().findFirst().map(this::number).orElse(0);
    }

    void delete(int number) throws IOException {
        Files.deleteIfExists(numbered(number));
    }

    private Path numbered(int number) {
        return current.resolveSibling(current.getFileName() + "." + number);
    }

    /** 0 for the current file, its age in rotations for one that was set aside, -1 for any other. */
    private int number(Path file) {
        String name = String.valueOf(file.getFileName());
        String base = String.valueOf(current.getFileName());
        if (name.equals(base)) {
            return 0;
        }
        String suffix = name.startsWith(base + ".") ? name.substring(base.length() + 1) : "";
        return suffix.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(suffix) : -1;
    }
}
