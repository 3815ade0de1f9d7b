package io.towersense.cli.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code component.sh}, as the nucleus runs it: in the component's work folder, from the folder of its artifacts. */
class ComponentScriptTest {
    private static final String OLD_JAVA = "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Path script = Path.of("");
    private Path work = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        Path artifacts = Files.createDirectories(folder.resolve("artifacts"));
        for (String file : new String[] {"component.sh", "java.sh", "jvm.options"}) {
            Files.copy(Packages.CHECKOUT.resolve("greengrass/artifacts").resolve(file), artifacts.resolve(file));
        }
        Files.copy(
                Packages.CHECKOUT.resolve("edge-agent/target/tower-agent.jar"), artifacts.resolve("tower-agent.jar"));
        script = artifacts.resolve("component.sh");
        work = Files.createDirectories(folder.resolve("work"));
        environment.put("TOWER_SYSTEM_DATA", folder.resolve("data").toString());
        environment.put(
                "TOWER_JAVA",
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }

    private ShellScript install() throws IOException, InterruptedException {
        return ShellScript.run(work, environment, script, "install");
    }

    private void haveOnly(String java) throws IOException {
        ShellScript.program(folder.resolve("bin/java"), java);
        environment.remove("TOWER_JAVA");
        environment.put("TOWER_JVMS", folder.resolve("none").toString());
        environment.put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
    }

    @Test
    void whatWasKeptInTheWorkFolderMovesToTheSystemsFolderOnceThereIsOne() throws Exception {
        haveOnly("echo 'openjdk version \"17.0.2\" 2022-01-18' >&2");
        Files.createDirectories(work.resolve(".towersense/outbox"));
        Files.writeString(work.resolve(".towersense/outbox/outbox.db"), "readings");
        Path data = Files.createDirectories(folder.resolve("data"));
        for (int start = 1; start <= 2; start++) {
            ShellScript run = ShellScript.run(work, environment, script, "start");
            assertThat(run.output().contains("are in " + data + " now")).isEqualTo(start == 1);
            assertThat(data.resolve("outbox/outbox.db")).hasContent("readings");
        }
    }

    @Test
    void anOldJavaIsToldInOneSentenceThatSaysWhatToDo() throws Exception {
        haveOnly(OLD_JAVA);
        ShellScript install = install();
        assertThat(install.exitCode()).isEqualTo(1);
        assertThat(install.output().lines())
                .singleElement()
                .asString()
                .contains("Java 17 or newer is needed")
                .contains(folder.resolve("bin/java") + " is a Java 11")
                .contains("sudo apt install");
    }

    @Test
    void aJava8CallsItselfByAnotherNumberAndIsTooOldAllTheSame() throws Exception {
        haveOnly("echo 'java version \"1.8.0_402\"' >&2");
        assertThat(install().output()).contains("is a Java 8");
    }

    @Test
    void withoutANewEnoughJavaTheAgentIsNotStartedEither() throws Exception {
        haveOnly(OLD_JAVA);
        ShellScript start = ShellScript.run(work, environment, script, "start");
        assertThat(start.exitCode()).isEqualTo(1);
        assertThat(start.output()).contains("Java 17 or newer is needed");
    }

    @Test
    void itMakesAClassArchiveOnceAndAgainForAnotherJar() throws Exception {
        ShellScript first = install();
        assertThat(first.exitCode()).as(first.output()).isZero();
        Path archive = work.resolve("tower-agent.jsa");
        assertThat(archive).as(first.output()).isNotEmptyFile();
        Object made = Files.getLastModifiedTime(archive);
        assertThat(install().exitCode()).isZero();
        assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);
        Files.setLastModifiedTime(
                script.resolveSibling("tower-agent.jar"), FileTime.from(Instant.EPOCH.plusSeconds(1)));
        assertThat(install().exitCode()).isZero();
        assertThat(Files.getLastModifiedTime(archive)).isNotEqualTo(made);
        assertThat(work.resolve("training")).doesNotExist();
    }

    @Test
    void aClassArchiveThatCannotBeMadeFailsNothing() throws Exception {
        Path real = Path.of(environment.get("TOWER_JAVA"));
        haveOnly("case \"$*\" in *agent*) echo 'cannot'; exit 1 ;; esac; exec " + real + " \"$@\"");
        ShellScript install = install();
        assertThat(install.exitCode()).as(install.output()).isZero();
        assertThat(install.output())
                .contains("no class archive could be made (cannot)")
                .contains("starts more slowly");
        assertThat(work.resolve("tower-agent.jsa")).doesNotExist();
    }

    @Test
    void aJavaThatHasNoReleaseFileIsNotHeldAgainstAnArchiveWithAnErrorOfTheShells() throws Exception {
        haveOnly("case \"$1\" in -version) echo 'openjdk version \"17.0.1\"' >&2 ;; esac");
        Files.writeString(work.resolve("tower-agent.jsa"), "");
        ShellScript start = ShellScript.run(work, environment, script, "start");
        assertThat(start.exitCode()).as(start.output()).isZero();
        assertThat(start.output()).isEmpty();
    }

    @Test
    void withoutADataFolderForTechniciansItSaysHowToMakeOneAndUsesItsOwn() throws Exception {
        ShellScript install = install();
        assertThat(install.output())
                .contains("sudo install -d -o ")
                .contains(" -g towersense -m 2750 " + folder.resolve("data"));
        assertThat(work.resolve(".towersense")).isDirectory();
    }

    @Test
    void theAgentIsStartedWithTheOptionsOfTheFileTheDriversOfTheWorkFolderAndTheNucleus() throws Exception {
        Path real = Path.of(environment.get("TOWER_JAVA"));
        haveOnly("case \"$1\" in -version) exec " + real + " -version ;; esac; printf '%s\\n' \"$@\"; exit 7");
        ShellScript start = ShellScript.run(work, environment, script, "start");
        assertThat(start.exitCode())
                .as("the nucleus must see how the agent ended")
                .isEqualTo(7);
        assertThat(start.output().lines().toList())
                .contains("@" + script.resolveSibling("jvm.options").toRealPath(), "-Duser.home=" + work.toRealPath())
                .containsSequence(
                        "-cp",
                        script.resolveSibling("tower-agent.jar").toRealPath() + ":drivers/*",
                        "io.towersense.agent.Tower",
                        "agent",
                        "--greengrass");
    }

    @Test
    void whatLibrariesUnpackedAtOneStartIsGoneAtTheNext() throws Exception {
        haveOnly(
                "case \"$1\" in -version) echo 'openjdk version \"17.0.1\"' >&2 ;; *) echo \"$@\"; ls tmp; touch tmp/library.so ;; esac");
        ShellScript first = ShellScript.run(work, environment, script, "start");
        assertThat(first.output())
                .contains("-Djava.io.tmpdir=" + work.toRealPath().resolve("tmp"));
        assertThat(work.resolve("tmp/library.so")).exists();
        assertThat(ShellScript.run(work, environment, script, "start").output()).doesNotContain("library.so");
    }

    @Test
    void aJavaWithoutAReleaseFileIsAsGoodAsAnother() throws Exception {
        haveOnly("case \"$1\" in -version) echo 'openjdk version \"17.0.1\"' >&2 ;; esac");
        Files.writeString(work.resolve("tower-agent.jsa"), "made with another one");
        assertThat(ShellScript.run(work, environment, script, "start").output()).isEmpty();
    }

    @Test
    void itTakesTwoWordsAndNoOther() throws Exception {
        ShellScript wrong = ShellScript.run(work, environment, script, "remove");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.output()).contains("install or start");
    }
}
