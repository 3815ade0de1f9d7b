package io.towersense.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HclReaderTest {
    static Stream<Path> everyFile() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../terraform"))) {
            return files.filter(file -> file.toString().matches("(?!.*/\\.terraform).*\\.(tf|hcl)")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("everyFile")
    void everyFileOfTheModuleIsReadWhole(Path file) throws IOException {
        String text = Files.readString(file);

        HclBlock whole = HclReader.read(file.toString(), text);

        // Terraform's own form has every block at the top begin a line, and nothing else.
        assertThat(whole.blocks()).hasSize((int)
                text.lines().filter(line -> line.matches("[a-z_]+ .*\\{}?")).count());
    }

    @Test
    void anExpressionStaysAsItIsWrittenWhateverIsInIt() throws Exception {
        HclBlock block = HclReader.read("x.tf", """
                # a comment { that is not code
                resource "type" "name" {
                  plain  = 5 # of what
                  text   = "a # no comment, a } and ${join("}", [for x in var.y : "{${x}"])} and $${not}"
                  object = { a = 1, b = "}" }
                  lines = {
                    a = [1, 2] // two
                    b = "x"
                  }
                  document = <<-EOF
                    } "
                  EOF
                  /* nothing = 1
                  */
                  inner { flag = true }
                  last = a == b ? 1 : 2
                }
                """).blocks().get(0);

        assertThat(block.labels()).containsExactly("type", "name");
        assertThat(block.attributes().keySet())
                .containsExactlyInAnyOrder("plain", "text", "object", "lines", "document", "last");
        assertThat(text(block, "plain")).isEqualTo("5");
        assertThat(text(block, "text")).startsWith("\"a # no").endsWith("$${not}\"");
        assertThat(text(block, "object")).isEqualTo("{ a = 1, b = \"}\" }");
        assertThat(text(block, "lines")).contains("// two").endsWith("}");
        assertThat(text(block, "document")).startsWith("<<-EOF").endsWith("EOF");
        assertThat(text(block, "last")).isEqualTo("a == b ? 1 : 2");
        assertThat(block.blocks()).hasSize(1);
        assertThat(text(block.blocks().get(0), "flag")).isEqualTo("true");
        assertThat(block.place()).isEqualTo("x.tf:2");
        assertThat(block.attribute("lines")).map(HclExpression::place).contains("x.tf:6");
    }

    private static String text(HclBlock block, String name) {
        return Objects.requireNonNull(block.attributes().get(name)).text();
    }

    @Test
    void anEmptyFileHoldsNothing() throws Exception {
        assertThat(HclReader.read("x.tf", "\n# nothing\n").blocks()).isEqualTo(List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a { | x.tf:1: a '}' is missing",
                "a = 1 } | x.tf:1: a '}' too many",
                "a = \"x | x.tf:1: a '\"' is missing",
                "a \"b\" | x.tf:1: '{' is expected",
                "= 1 | x.tf:1: a name is expected"
            })
    void whatIsNotItsLanguageIsNamedWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> HclReader.read("x.tf", text))
                .isInstanceOf(InvalidDeploymentException.class)
                .hasMessage(message);
    }
}
