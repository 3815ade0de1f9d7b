package io.towersense.local.deployment;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A copy of this checkout's module, to be changed. */
public final class ChangedModule {
    private final Path folder;

    private ChangedModule(Path folder) {
        this.folder = folder;
    }

    /** A copy in that folder. */
    public static ChangedModule copiedTo(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("../terraform"), "*.tf")) {
            for (Path file : files) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        return new ChangedModule(folder);
    }

    /** Writes something else; that the file does not have it is an error. */
    public ChangedModule with(String file, String before, String after) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        if (!text.contains(before)) {
            throw new AssertionError(file + " does not have: " + before);
        }
        Files.writeString(path, text.replace(before, after));
        return this;
    }

    /** What the local cloud reads of it. */
    public TerraformModule read() throws IOException {
        return TerraformModule.in(folder);
    }
}
