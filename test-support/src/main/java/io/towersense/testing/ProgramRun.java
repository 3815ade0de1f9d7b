package io.towersense.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that ran to its end.
 *
 * @param status 0 where it succeeded
 * @param output what it printed, standard error included
 */
public record ProgramRun(int status, String output) {
    private static final long TO_END_SECONDS = 10;

    /**
     * Runs it. When its time is over, or the test is interrupted, it is ended with all that it started.
     *
     * @throws IOException if it does not end in time; with what it had printed
     */
    public static ProgramRun of(ProcessBuilder program, Duration longest) throws IOException, InterruptedException {
        // Into a file: nothing interrupts who reads from a pipe.
        Path output = Files.createTempFile("program", ".txt");
        try {
            Process process = program.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended;
            try {
                ended = process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                end(process);
            }
            String said = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
            if (!ended) {
                throw new IOException(program.command() + " did not end within " + longest + ", and said: " + said);
            }
            return new ProgramRun(process.exitValue(), said);
        } finally {
            Files.delete(output);
        }
    }

    /** Ends a program with all that it started: first as it would like to be, then for certain. */
    static void end(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        awaitEnd(all);
        all.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(all);
    }

    private static void awaitEnd(List<ProcessHandle> all) {
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, TO_END_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
