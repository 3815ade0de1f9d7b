package io.towersense.sensor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.sensor.replay.LineReader.Line;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    @Test
    void everyKindOfLineEndEndsALineOnce() throws IOException {
        assertThat(lines("a\nb\r\nc\rd\n\ne"))
                .containsExactly(line(1, "a"), line(2, "b"), line(3, "c"), line(4, "d"), line(5, ""), line(6, "e"));
    }

    @Test
    void aTextThatEndsWithALineEndHasNoEmptyLastLine() throws IOException {
        assertThat(lines("a\r\n")).containsExactly(line(1, "a"));
        assertThat(lines("")).isEmpty();
    }

    @Test
    void theByteOrderMarkIsNoPartOfTheFirstLine() throws IOException {
        assertThat(lines("\uFEFFa\nb")).containsExactly(line(1, "a"), line(2, "b"));
    }

    @Test
    void aLineThatIsTooLongIsCutAndTheNextOneIsWhole() throws IOException {
        List<Line> lines = lines("x".repeat(3 * LineReader.LONGEST_LINE) + "\nb");
        assertThat(lines.get(0).tooLong()).isTrue();
        assertThat(lines.get(0).text()).hasSize(LineReader.LONGEST_LINE);
        assertThat(lines.get(1)).isEqualTo(line(2, "b"));
    }

    private static List<Line> lines(String text) throws IOException {
        LineReader reader = new LineReader(new StringReader(text));
        List<Line> lines = new ArrayList<>();
        for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(line.get());
        }
        return lines;
    }

    private static Line line(long number, String text) {
        return new Line(number, text, false);
    }
}
