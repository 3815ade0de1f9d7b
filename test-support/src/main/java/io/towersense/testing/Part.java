package io.towersense.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Something outside the project that some tests need. */
public enum Part {
    /** The folder {@code shared} beside the project: recordings, sensor vectors and tools. */
    SHARED("the folder ../shared with recordings, vectors and tools"),
    /** A JDK 25, named by {@code JDK25_HOME} or found among the usual folders. */
    JDK25("a JDK 25 (set JDK25_HOME)"),
    /** An emulator of AWS: the tool {@code aws-stand-in} in {@code shared}, which needs Python 3 with moto. */
    EMULATOR("the tool ../shared/tools/aws-stand-in, python3 and its package moto[server]"),
    /** A Java for 64-bit ARM with a pretend I2C bus: the tool {@code arm64-java} in {@code shared}, which runs it emulated. */
    ARM64("the tool ../shared/tools/arm64-java; run it once with -version, as root, so that it fetches what it needs"),
    /** A Terraform that needs no network: the tool {@code terraform-offline} in {@code shared}. */
    TERRAFORM("the tool ../shared/tools/terraform-offline, terraform and a mirror of the AWS provider on this machine");

    private final String description;

    Part(String description) {
        this.description = description;
    }

    /** The part's name as {@code REQUIRE} spells it, such as {@code jdk25}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a person has to provide. */
    public String description() {
        return description;
    }

    /** Where the part is: a folder or a program; empty where this machine lacks it. */
    public Optional<Path> find() {
        return switch (this) {
            case SHARED -> shared();
            case JDK25 -> jdk25();
            case EMULATOR -> emulator();
            case ARM64 -> arm64();
            case TERRAFORM -> terraform();
        };
    }

    /** {@link #find()}, for a test that {@link Requires} the part. */
    public Path require() {
        return find().orElseThrow(() -> new IllegalStateException("needs " + description));
    }

    private static Optional<Path> shared() {
        return Stream.iterate(
                        Path.of("").toAbsolutePath(),
                        folder -> folder != null && folder.getParent() != null,
                        Path::getParent)
                .map(folder -> folder.resolveSibling("shared"))
                .filter(folder -> Files.isDirectory(folder.resolve("data/recorded")))
                .findFirst();
    }

    private static Optional<Path> jdk25() {
        String home = System.getenv("JDK25_HOME");
        if (home != null) {
            return Optional.of(Path.of(home)).filter(Part::isJdk);
        }
        return Stream.of("/usr/lib/jvm/temurin-25-jdk-amd64", "/usr/lib/jvm/java-25-openjdk-amd64")
                .map(Path::of)
                .filter(Part::isJdk)
                .findFirst();
    }

    private static Optional<Path> emulator() {
        return shared().map(folder -> folder.resolve("tools/aws-stand-in"))
                .filter(Files::isExecutable)
                .filter(tool -> succeeds("python3", "-c", "import moto.server"));
    }

    private static Optional<Path> arm64() {
        return shared().map(folder -> folder.resolve("tools/arm64-java"))
                .filter(Files::isExecutable)
                .filter(tool -> isOnThePath("qemu-aarch64-static")
                        || Files.exists(arm64Cache().resolve("ready")));
    }

    private static Optional<Path> terraform() {
        return shared().map(folder -> folder.resolve("tools/terraform-offline"))
                .filter(Files::isExecutable)
                .filter(tool -> succeeds(tool.toString(), "-version"));
    }

    /** Where the tool keeps what it fetches. */
    private static Path arm64Cache() {
        String caches = System.getenv("XDG_CACHE_HOME");
        return (caches == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches))
                .resolve("towersense-arm64");
    }

    private static boolean isOnThePath(String program) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isJdk(Path home) {
        return Files.isExecutable(home.resolve("bin/java"));
    }
}
