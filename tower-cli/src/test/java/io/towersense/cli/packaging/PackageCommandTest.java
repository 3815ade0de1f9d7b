package io.towersense.cli.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.towersense.cli.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageCommandTest {
    private static final String RECIPE = "recipes/io.towersense.EdgeAgent-9.9.9.yaml";
    private static final String FUNCTIONS = "functions/towersense-functions-9.9.9.zip";
    private static final String ARTIFACTS = "artifacts/io.towersense.EdgeAgent/9.9.9/";

    @TempDir
    private Path folder;

    private Program make(String... more) {
        return Packages.run(
                Stream.concat(Stream.of("--version", "9.9.9", "--output", folder.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void itMakesARecipeAndTheArtifactsWhereGreengrassLooksForThemAndNothingElse() throws Exception {
        assertThat(make().exitCode()).isZero();
        assertThat(files())
                .containsExactlyInAnyOrder(
                        RECIPE,
                        ARTIFACTS + "tower-agent.jar",
                        ARTIFACTS + "jvm.options",
                        ARTIFACTS + "component.sh",
                        ARTIFACTS + "java.sh",
                        ARTIFACTS + "tower",
                        FUNCTIONS);
    }

    @Test
    void thePackagedAgentSaysTheComponentsVersion() throws Exception {
        assertThat(make().exitCode()).isZero();
        try (JarFile jar =
                new JarFile(folder.resolve(ARTIFACTS + "tower-agent.jar").toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
                    .isEqualTo("9.9.9");
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("io.towersense.agent.Tower");
        }
    }

    @Test
    void theSameSourcesAndVersionMakeTheSameBytes(@TempDir Path other) throws Exception {
        assertThat(make().exitCode()).isZero();
        Packages.make(other, "9.9.9");
        for (String file : files()) {
            assertThat(Arrays.mismatch(
                            Files.readAllBytes(folder.resolve(file)), Files.readAllBytes(other.resolve(file))))
                    .as(file)
                    .isEqualTo(-1);
        }
    }

    @Test
    void itSaysWhatToRunNextOnAGateway() {
        assertThat(make().out())
                .contains("greengrass-cli deployment create --recipeDir " + folder.resolve("recipes")
                        + " --artifactDir " + folder.resolve("artifacts")
                        + " --merge io.towersense.EdgeAgent=9.9.9");
    }

    @Test
    void aFolderWithASpaceIsQuotedInTheNextCommand() {
        Program made = Packages.run(
                "--version", "9.9.9", "--output", folder.resolve("my component").toString());
        assertThat(made.out()).contains("--recipeDir '" + folder.resolve("my component/recipes") + "'");
    }

    @Test
    void withABucketTheRecipeNamesItAndTheNextCommandsUploadAndCreate() throws Exception {
        Program made = make("--bucket", "my-bucket");
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(Files.readString(folder.resolve(RECIPE)))
                .contains("URI: s3://my-bucket/io.towersense.EdgeAgent/9.9.9/tower-agent.jar")
                .doesNotContain("BUCKET_NAME");
        assertThat(made.out())
                .contains("aws s3 cp --recursive " + folder.resolve(ARTIFACTS)
                        + " s3://my-bucket/io.towersense.EdgeAgent/9.9.9/")
                .contains(
                        "aws greengrassv2 create-component-version --inline-recipe fileb://" + folder.resolve(RECIPE));
    }

    @Test
    void theFunctionsAreThoseOfTheBuildAndTerraformIsGivenTheirPath() throws Exception {
        Program made = make();

        assertThat(folder.resolve(FUNCTIONS))
                .hasSameBinaryContentAs(Packages.CHECKOUT.resolve("cloud-functions/target/towersense-functions.zip"));
        assertThat(made.lastLine())
                .isEqualTo("  terraform -chdir=" + Packages.CHECKOUT.resolve("terraform/examples/minimal")
                        + " apply -var functions_package=" + folder.resolve(FUNCTIONS));
    }

    @Test
    void asJsonItTellsFilesSizesAndTheNextCommands() throws Exception {
        JsonNode object = new ObjectMapper().readTree(make("--json").out());
        assertThat(object.get("component").asText()).isEqualTo("io.towersense.EdgeAgent");
        assertThat(object.get("files")).hasSize(7);
        for (JsonNode file : object.get("files")) {
            assertThat(file.get("bytes").asLong())
                    .isEqualTo(Files.size(folder.resolve(file.get("file").asText())));
        }
        assertThat(object.get("next").get(0).asText()).contains("--merge");
    }

    @Test
    void madeTwiceIntoTheSameFolderItIsTheSame() throws Exception {
        make();
        Set<String> before = files();
        assertThat(make().exitCode()).isZero();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void anotherPackageOfTheSameVersionIsNotReplacedUnlessThatIsAskedFor() throws Exception {
        make();
        Files.writeString(folder.resolve(ARTIFACTS + "jvm.options"), "-Xmx1g\n");
        Program again = make();
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.errors())
                .singleElement()
                .asString()
                .contains("jvm.options")
                .contains("another 9.9.9")
                .contains("--replace");
        assertThat(make("--replace").exitCode()).isZero();
        assertThat(Files.readString(folder.resolve(ARTIFACTS + "jvm.options"))).contains("-Xmx64m");
    }

    @Test
    void versionsStandBesideEachOther() {
        Packages.make(folder, "9.9.8");
        assertThat(make().exitCode()).isZero();
        assertThat(folder.resolve("artifacts/io.towersense.EdgeAgent/9.9.8/tower"))
                .exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.2", "v1.2.3", "1.2.3.4", "01.2.3", "1.2.3-", "1.2.3-01", "1.2.3 ", "", "../1.2.3"})
    void whatIsNoSemanticVersionIsRefused(String version) throws Exception {
        Program refused = Packages.run("--version", version, "--output", folder.toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.errors())
                .singleElement()
                .asString()
                .contains("--version")
                .contains("major.minor.patch");
        assertThat(files()).isEmpty();
    }

    @Test
    void aVersionOfMoreThan64CharactersIsRefused() {
        assertThat(ComponentVersion.of("1.0.0-" + "x".repeat(58))).isPresent();
        assertThat(ComponentVersion.of("1.0.0-" + "x".repeat(59))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3", "0.1.0-SNAPSHOT", "1.2.3-rc.1+build.5", "10.20.30"})
    void aSemanticVersionIsTaken(String version) {
        assertThat(ComponentVersion.of(version)).map(ComponentVersion::text).contains(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"My-Bucket", "ab", "a_b_c", "s3://bucket"})
    void whatIsNoBucketsNameIsRefused(String bucket) {
        Program refused = make("--bucket", bucket);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.errors()).singleElement().asString().contains("--bucket");
    }

    @Test
    void aFolderThatCannotBeWrittenToIsToldInOneLine() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Program refused = Packages.run("--version", "9.9.9", "--output", file.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors())
                .singleElement()
                .asString()
                .contains(file + " cannot be written to")
                .contains("--output");
    }

    @Test
    void outsideOfACheckoutItSaysWhereToRunIt() {
        String before = System.setProperty("towersense.checkout", folder.toString());
        try {
            Program refused = Program.run("package", "--version", "9.9.9");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.errors()).singleElement().asString().contains("./tower package");
        } finally {
            if (before == null) {
                System.clearProperty("towersense.checkout");
            } else {
                System.setProperty("towersense.checkout", before);
            }
        }
    }

    @Test
    void itHasHelpAlthoughVersionIsSomethingElseHere() {
        Program help = Packages.run("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("--bucket").contains("--version=V");
    }
}
