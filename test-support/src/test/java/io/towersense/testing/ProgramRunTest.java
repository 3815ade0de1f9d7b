package io.towersense.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramRunTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    @Test
    void itsStatusAndAllThatItPrintedAreKept() throws Exception {
        assertThat(ProgramRun.of(new ProcessBuilder("sh", "-c", "echo this; echo that >&2; exit 3"), LONG))
                .isEqualTo(new ProgramRun(3, "this\nthat\n"));
    }

    @Test
    void aProgramThatDoesNotEndIsEndedAfterItsTime() {
        assertThatThrownBy(() -> ProgramRun.of(new ProcessBuilder("sleep", "600"), Duration.ofMillis(50)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("[sleep, 600] did not end within PT0.05S");
    }

    @Test
    void anInterruptEndsTheProgramWithAllThatItStarted(@TempDir Path folder) throws Exception {
        Path started = folder.resolve("started");
        ProcessBuilder program = new ProcessBuilder("sh", "-c", "sleep 600 & echo $! $$ >new; mv new started; wait")
                .directory(folder.toFile());
        FutureTask<ProgramRun> run = new FutureTask<>(() -> ProgramRun.of(program, LONG));
        Thread test = new Thread(run, "test");
        test.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(started));

        test.interrupt();

        assertThatThrownBy(run::get).hasCauseInstanceOf(InterruptedException.class);
        for (String id : Files.readString(started).strip().split(" ", -1)) {
            await().until(() -> ProcessHandle.of(Long.parseLong(id)).isEmpty());
        }
    }
}
