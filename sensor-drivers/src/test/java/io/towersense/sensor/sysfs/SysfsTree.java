package io.towersense.sensor.sysfs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A tree of folders and links as the kernel makes it: a bus or class holds links to the devices' own folders. */
public final class SysfsTree {
    private final Path top;
    private final Path bus;

    /**
     * An empty one.
     *
     * @param bus where the links are: {@code bus/iio/devices}
     */
    public SysfsTree(Path top, String bus) {
        this.top = top;
        this.bus = top.resolve(bus);
    }

    /** The folder of the links, for the option {@code root}. */
    public Path root() {
        return bus;
    }

    /** Makes the folder of the links, as the subsystem does when it is loaded. */
    public SysfsTree load() {
        return run(() -> Files.createDirectories(bus));
    }

    /**
     * Plugs a device in.
     *
     * @param place of its own folder: {@code devices/platform/soc/fe804000.i2c/i2c-1/1-0076}
     * @param name of that folder and of the link
     */
    public SysfsTree plug(String place, String name) {
        return load().run(() -> {
            Path own = Files.createDirectories(top.resolve(place).resolve(name));
            Files.createSymbolicLink(bus.resolve(name), bus.relativize(own));
        });
    }

    /** Unplugs it. */
    public SysfsTree unplug(String name) {
        return run(() -> {
            Path own = bus.resolve(name).toRealPath();
            Files.delete(bus.resolve(name));
            delete(own);
        });
    }

    /** Writes a device's file, in place of anything that has its name. */
    public SysfsTree file(String device, String file, String text) {
        return remove(device, file).run(() -> Files.writeString(path(device, file), text));
    }

    /** Writes files: name, text, name, text. */
    public SysfsTree files(String device, String... namesAndTexts) {
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            file(device, namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return this;
    }

    /** Removes a device's file. */
    public SysfsTree remove(String device, String file) {
        return run(() -> delete(path(device, file)));
    }

    /** Where a device's file is. */
    public Path path(String device, String file) {
        return bus.resolve(device).resolve(file);
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> below = Files.walk(path)) {
            List<Path> deepestFirst = below.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
        }
    }

    private SysfsTree run(Change change) {
        try {
            change.make();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Change {
        void make() throws IOException;
    }
}
