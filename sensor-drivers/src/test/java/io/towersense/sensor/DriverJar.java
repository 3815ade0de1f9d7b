package io.towersense.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A driver in a jar of its own, made of its sources as somebody would who has no part in TowerSense. */
final class DriverJar {
    private DriverJar() {}

    /**
     * Compiles and packs.
     *
     * @param example with {@code java} and {@code META-INF} in it
     * @param folder where the jar and what it is made of may be
     */
    static Path of(Path example, Path folder) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        compile(files(example.resolve("java")), classes);
        Path jar = folder.resolve("driver.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            put(out, classes, classes);
            put(out, example, example.resolve("META-INF"));
        }
        return jar;
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(diagnostics, null, null)) {
            compiler.getTask(
                            null,
                            manager,
                            diagnostics,
                            List.of("-d", classes.toString(), "--release", "17", "-proc:none"),
                            null,
                            manager.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        assertThat(diagnostics.getDiagnostics()).isEmpty();
    }

    private static void put(JarOutputStream jar, Path root, Path below) throws IOException {
        for (Path file : files(below)) {
            jar.putNextEntry(new JarEntry(root.relativize(file).toString().replace('\\', '/')));
            Files.copy(file, jar);
        }
    }

    /** All files in a folder and in those below it. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
