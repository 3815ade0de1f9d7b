package io.towersense.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsStandInTest {
    @TempDir
    private Path folder;

    private Path emulator(String text) throws IOException {
        Path program = Files.writeString(folder.resolve("emulator"), "#!/bin/sh\n" + text + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    @Test
    void oneThatNeverAnswersIsNotWaitedForForEver() throws IOException {
        Path silent = emulator("exec sleep 600");

        assertThatThrownBy(() -> AwsStandIn.start(silent, Duration.ofMillis(50)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not start within PT0.05S");
    }

    @Test
    void oneThatEndsBeforeItAnswersIsReportedWithWhatItSaid() throws IOException {
        Path broken = emulator("echo no moto here");

        assertThatThrownBy(() -> AwsStandIn.start(broken, Duration.ofMinutes(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no moto here");
    }
}
