package io.towersense.gateway;

import io.towersense.cli.program.TowerProcess;
import io.towersense.testing.Part;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The shipped program on a 64-bit ARM that is emulated, with its own native libraries and a pretend bus 1. */
final class EmulatedGateway {
    private static final String JAR = "../edge-agent/target/tower-agent.jar";

    private EmulatedGateway() {}

    /** Starts {@code tower} there. */
    static TowerProcess start(Path devices, String... arguments) throws IOException {
        return java(devices, List.of("-jar", JAR), arguments);
    }

    /** Starts a class of this test there, with the shipped program as its library. */
    static TowerProcess start(Path devices, Class<?> main) throws IOException {
        return java(
                devices,
                List.of(
                        // The program's own log, which its commands set up, rather than all that libraries tell.
                        "-Dtower.log.level=WARN",
                        "--add-opens",
                        "java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        JAR + File.pathSeparator + "target/test-classes",
                        main.getName()));
    }

    private static TowerProcess java(Path devices, List<String> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Part.ARM64.require().toString(), "--i2c", devices.toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(program);
        command.addAll(List.of(arguments));
        return TowerProcess.start(command);
    }
}
