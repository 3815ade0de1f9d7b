package io.towersense.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.testing.Part;
import io.towersense.testing.ProgramRun;
import io.towersense.testing.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The module before Terraform itself, in a copy, because Terraform leaves its things where it works. */
@Requires(Part.TERRAFORM)
@DisabledIfEnvironmentVariable(
        named = "TERRAFORM_TESTED",
        matches = ".+",
        disabledReason = "SKIPPED: needs no Java, so it runs under one JDK")
class TerraformTest {
    private static final Path CHECKOUT = Path.of("..");
    private static final Path MODULE = CHECKOUT.resolve("terraform");
    /** Which the module's tests hold it to. */
    private static final Path PAGES = CHECKOUT.resolve("docs");

    /** For one call of Terraform, on a machine that does other things too. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Pattern STAND_IN =
            Pattern.compile("the plan creates (\\d+) resources, the state holds (\\d+)");

    @TempDir
    private static Path copy;

    @BeforeAll
    static void copyAndInit() throws IOException, InterruptedException {
        copy(MODULE);
        copy(PAGES);
        terraform("init", "-backend=false", "-input=false");
    }

    private static void copy(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(TerraformTest::isOurs).toList()) {
                Path target = copy.resolve(CHECKOUT.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private static boolean isOurs(Path file) {
        return Files.isRegularFile(file)
                && Stream.of(CHECKOUT.relativize(file).toString().split("/", -1))
                        .noneMatch(name -> name.equals(".terraform") || name.contains(".tfstate"));
    }

    /** Runs it on the copy, and returns what it said. */
    private static String terraform(String... arguments) throws IOException, InterruptedException {
        return run(Stream.concat(
                        Stream.of(Part.TERRAFORM.require().toString(), "-chdir=" + copy.resolve("terraform")),
                        Stream.of(arguments))
                .toList());
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("TF_CLI_ARGS", "-no-color");
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        ProgramRun run = ProgramRun.of(builder, LONGEST);
        assertThat(run.status()).as(() -> command + "\n" + run.output()).isZero();
        return run.output();
    }

    @Test
    void everyFileIsInTerraformsForm() throws Exception {
        assertThat(terraform("fmt", "-check", "-recursive")).isEmpty();
    }

    @Test
    void theModuleIsValid() throws Exception {
        assertThat(terraform("validate")).contains("The configuration is valid");
    }

    @Test
    void itsOwnTestsPass() throws Exception {
        assertThat(terraform("test")).containsPattern("Success! [1-9]\\d* passed, 0 failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "complete"})
    void theExampleIsValid(String example) throws Exception {
        String folder = "-chdir=" + copy.resolve("terraform/examples").resolve(example);
        String tool = Part.TERRAFORM.require().toString();

        run(List.of(tool, folder, "init", "-backend=false", "-input=false"));

        assertThat(run(List.of(tool, folder, "validate"))).contains("The configuration is valid");
    }

    @Test
    @Requires(Part.EMULATOR)
    void theCompleteExampleIsAppliedFromEmptyToEveryResource() throws Exception {
        String said = run(List.of(
                MODULE.resolve("tests/stand-in").toString(),
                Part.EMULATOR.require().toString()));

        Matcher counts = STAND_IN.matcher(said);
        assertThat(counts.find()).as(said).isTrue();
        assertThat(counts.group(2)).isEqualTo(counts.group(1)).isNotEqualTo("0");
    }
}
