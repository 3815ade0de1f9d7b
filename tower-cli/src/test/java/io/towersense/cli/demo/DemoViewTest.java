package io.towersense.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DemoViewTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private static Progress after(long seconds) {
        return new Progress(Duration.ofSeconds(seconds), 100, 50, 5, 25, 1, 0, 1);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aPlainViewCountsEverySoOften() {
        PlainView view = new PlainView(out, Duration.ofSeconds(5));
        for (int second = 0; second <= 10; second++) {
            view.progress(after(second));
        }
        assertThat(printed().lines())
                .hasSize(3)
                .first()
                .isEqualTo(
                        "     0 s  sampled 100, delivered 50, stored 25; alarms raised 1, cleared 0; notifications 1");
    }

    @Test
    void aPlainViewHasNoControlSequences() {
        PlainView view = new PlainView(out, Duration.ofSeconds(5));
        view.event("an alarm");
        view.progress(after(0));
        assertThat(printed()).startsWith("an alarm\n").doesNotContain("\u001b");
    }

    @Test
    void aLiveViewDrawsItsBlockOverAgain() {
        LiveView view = new LiveView(out);
        view.progress(after(1));
        int before = printed().length();
        view.progress(after(2));
        assertThat(printed().substring(before)).startsWith("\u001b[6A");
        assertThat(printed()).contains("stored in the table").contains("██████████░");
    }

    @Test
    void aLiveViewLosesNoEventThatCameAfterTheLastFrame() {
        LiveView view = new LiveView(out);
        view.progress(after(1));
        view.event("the last one");
        view.close();
        assertThat(printed()).endsWith("the last one\n");
    }
}
