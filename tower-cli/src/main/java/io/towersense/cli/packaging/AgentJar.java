package io.towersense.cli.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The agent's jar as it is shipped: of the component's version, and the same bytes whenever it is made from the same. */
final class AgentJar {
    /** The earliest that a zip can tell. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private AgentJar() {}

    /** The jar that was built, with that version in its manifest, entries by name, and without times. */
    static byte[] of(Path built, ComponentVersion version) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile jar = new ZipFile(built.toFile());
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            // A jar's manifest is its first entry.
            write(out, JarFile.MANIFEST_NAME, manifest(jar, version));
            List<? extends ZipEntry> entries = jar.stream()
                    .filter(entry -> !entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME))
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .toList();
            for (ZipEntry entry : entries) {
                try (InputStream content = jar.getInputStream(entry)) {
                    write(out, entry.getName(), content.readAllBytes());
                }
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] manifest(ZipFile jar, ComponentVersion version) throws IOException {
        try (InputStream content = jar.getInputStream(jar.getEntry(JarFile.MANIFEST_NAME))) {
            Manifest manifest = new Manifest(content);
            manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version.text());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            manifest.write(bytes);
            return bytes.toByteArray();
        }
    }

    private static void write(ZipOutputStream out, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
