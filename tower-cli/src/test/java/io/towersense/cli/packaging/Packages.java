package io.towersense.cli.packaging;

import io.towersense.cli.program.Program;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Runs {@code tower package} on this checkout. */
public final class Packages {
    static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    private Packages() {}

    static Program run(String... options) {
        String before = System.setProperty("towersense.checkout", CHECKOUT.toString());
        try {
            return Program.run(
                    Stream.concat(Stream.of("package"), Stream.of(options)).toArray(String[]::new));
        } finally {
            if (before == null) {
                System.clearProperty("towersense.checkout");
            } else {
                System.setProperty("towersense.checkout", before);
            }
        }
    }

    /** Makes a package, and returns the folder of its artifacts. */
    public static Path make(Path folder, String version) {
        Program made = run("--version", version, "--output", folder.toString());
        if (made.exitCode() != 0) {
            throw new IllegalStateException(made.err());
        }
        return folder.resolve("artifacts/io.towersense.EdgeAgent").resolve(version);
    }
}
