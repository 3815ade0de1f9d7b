package io.towersense.cli.quarantine;

import static io.towersense.cli.quarantine.HeldObjects.NOW;
import static io.towersense.cli.quarantine.HeldObjects.batch;
import static io.towersense.cli.quarantine.HeldObjects.reading;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.towersense.cli.program.Program;
import io.towersense.local.aws.LocalS3;
import io.towersense.telemetry.time.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line, on a folder. */
class QuarantineCommandTest {
    private static final String ESC = "\u001b[2J\u202e\u0007\u007f\u009b";

    @TempDir
    private Path data;

    private HeldObjects objects;

    @BeforeEach
    void open() throws Exception {
        Files.createDirectories(data.resolve("quarantine"));
        objects = new HeldObjects(new LocalS3(data, new ManualClock(NOW)));
    }

    @Test
    void anEmptyQuarantineIsSaidToBeEmpty() {
        Program list = run("list");
        assertThat(list.exitCode()).isZero();
        assertThat(list.out()).isEqualToIgnoringNewLines("Nothing is in quarantine here.");
    }

    @Test
    void aListSaysWhatThereIsAndHowMuchMore() {
        objects.foreign("gw-7");
        objects.ruleError("towers/gw-1/telemetry", batch(reading("cab-1", 1, "20")));
        objects.put("odd", "{}");

        Program list = run("list", "--limit", "1");

        assertThat(list.out().lines())
                .containsExactly(
                        "rule-errors/telemetry/496600002.json",
                        "  2026-11-22 10:00:00Z  rule_error              1  gw-1",
                        "  rule telemetry, KinesisAction on readings: Stream readings under account 1...",
                        "",
                        "3 objects with 3 readings or events:",
                        "          1  foreign_device     it speaks of another thing's device",
                        "          1  rule_error         the IoT rule's action failed",
                        "          1  unknown            it is of no form that this version of tower knows",
                        "2 more are not shown: see --limit, PREFIX, --since, --reason, --thing.");
    }

    @Test
    void aClaimThatNobodyBroughtToItsEndIsSeenInTheListAndSaysWhatToDo() {
        String key = objects.foreign("gw-7");
        Claim claim = new Claim("id", key, "ann@ops", NOW, "stream readings", Optional.empty());
        objects.put("resubmitted/" + key, new String(claim.encode(), UTF_8));

        assertThat(run("list").out())
                .contains(
                        "  claimed by ann@ops at 2026-11-22 10:00:00Z; whether it arrived at stream readings is unknown");
        assertThat(run("show", key).out())
                .contains("state   claimed by ann@ops at 2026-11-22 10:00:00Z")
                .contains("to do   Somebody is putting it back, or did not come to the end of it.");
        assertThat(run("resubmit", key).err()).contains("is claimed by ann@ops");
        assertThat(run("resubmit", "--again", key).exitCode()).isZero();
    }

    @Test
    void aListForAProgramIsOneObject() throws Exception {
        String key = objects.foreign("gw-7");
        JsonNode list = new ObjectMapper().readTree(run("list", "--json").out());
        assertThat(list.path("objects").path(0).path("key").asText()).isEqualTo(key);
        assertThat(list.path("objects").path(0).path("reason").asText()).isEqualTo("foreign_device");
        assertThat(list.path("by_reason")
                        .path("foreign_device")
                        .path("readings")
                        .asInt())
                .isEqualTo(1);
        assertThat(list.path("more").asInt()).isZero();
    }

    @Test
    void anObjectIsShownWithItsReadingsAndWhatToDo() {
        String key = objects.foreign("gw-7");

        Program show = run("show", key);

        assertThat(show.exitCode()).isZero();
        assertThat(show.out())
                .contains("reason  foreign_device: it speaks of another thing's device")
                .contains("to do   Find out whose device it is.")
                .contains("refused, 1:\n    1  2026-11-22T09:59:01Z cab-1: temperature 23.5\n")
                .contains("stored already, 1:\n    0  2026-11-22T09:59:00Z cab-2: temperature 20\n");
        assertThat(show.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void anObjectForAProgramHasAllOfIt() throws Exception {
        List<String> readings = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            readings.add(reading("cab-1", i, i == 7 ? "\"warm\"" : "20"));
        }
        String key = objects.ruleError("towers/gw-1/telemetry", batch(readings.toArray(String[]::new)));

        JsonNode show = new ObjectMapper().readTree(run("show", "--json", key).out());

        JsonNode held = show.path("messages").path(0).path("readings");
        assertThat(held).hasSize(50);
        assertThat(held.path(7).path("index").asInt()).isEqualTo(7);
        assertThat(held.path(7).path("refused").asText()).startsWith("temperature: ");
        assertThat(run("show", key).out()).contains("holds, 49:").contains("and 39 more; --json has all");
    }

    @Test
    void hostileContentDoesNothingToATerminal() {
        String undecodable = objects.undecodable("gw-7", "noise " + ESC);
        String refused =
                objects.ruleError("towers/gw-1/telemetry", batch("{\"device_id\":\"" + "\u202e" + "\",\"a\":1}"));
        String odd = objects.put("odd\u202e", "{\"a\":\"" + ESC + "\"}");
        for (String[] command : new String[][] {
            {"list"},
            {"list", "--json"},
            {"show", undecodable},
            {"show", refused},
            {"show", odd},
            {"show", "--json", odd}
        }) {
            Program program = run(command);
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.out().replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "..", "/etc/passwd", "a//b"})
    void aKeyThatLeadsElsewhereIsRefused(String key) {
        for (String command : new String[] {"show", "resubmit", "drop --because=x"}) {
            String[] words = (command + " " + key).split(" ");
            Program program = run(words);
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.errors())
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("'" + key + "' cannot be a file's path"));
        }
    }

    @Test
    void whatIsDroppedLeavesAWordBehind() throws Exception {
        String key = objects.foreign("gw-7");

        assertThat(run("drop", key).exitCode()).isEqualTo(2);
        Program drop = run("drop", "--because", "a test of the installer", key);

        assertThat(drop.out()).isEqualToIgnoringNewLines(key + ": dropped");
        assertThat(data.resolve("quarantine").resolve(key)).doesNotExist();
        assertThat(Files.readString(data.resolve("quarantine/dropped").resolve(key)))
                .contains("\"because\":\"a test of the installer\"")
                .contains("device cab-1 belongs to another thing")
                .doesNotContain("23.5");
        Program again = run("show", key);
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err())
                .contains("it is not there any more: dropped by ")
                .contains("because a test of");
        assertThat(run("drop", "--because", "x", "dropped/" + key).err()).contains("it is a note of what was done");
    }

    @Test
    void whatIsClaimedIsDroppedOnlyOnAWord() {
        String key = objects.foreign("gw-7");
        Claim claim = new Claim("id", key, "ann@ops", NOW, "stream readings", Optional.empty());
        objects.put("resubmitted/" + key, new String(claim.encode(), UTF_8));

        Program refused = run("drop", "--because", "x", key);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("is claimed by ann@ops at 2026-11-22 10:00:00Z")
                .contains("--claimed drops it");
        assertThat(data.resolve("quarantine").resolve(key)).exists();

        assertThat(run("drop", "--claimed", "--because", "it is in the table", key)
                        .exitCode())
                .isZero();
        assertThat(run("show", key).err()).contains("dropped by ").contains("because it is in the table");
    }

    @Test
    void whatIsDroppedTwiceLeavesTwoWords() {
        String key = objects.put("odd", "{}");
        run("drop", "--because", "the first", key);
        objects.put("odd", "{}");
        run("drop", "--because", "the second", key);

        assertThat(data.resolve("quarantine/dropped/odd")).content().contains("the first");
        assertThat(data.resolve("quarantine/dropped/odd~2")).content().contains("the second");
        assertThat(run("show", key).err()).contains("because the second");
    }

    @Test
    void aListThatFindsNoneOfTheseSaysHowManyOthersThereAre() {
        objects.foreign("gw-7");
        assertThat(run("list", "--thing", "nobody").out()).isEqualToIgnoringNewLines("None of these; 1 object in all.");
        assertThat(run("list", "1999-").out())
                .isEqualToIgnoringNewLines("None of these; 0 objects with a key that begins so.");
    }

    @Test
    void aLongReadingIsCutOnAPageAndWholeForAProgram() {
        String noise = "noise ".repeat(1_000);
        String key = objects.undecodable("gw-7", noise);

        assertThat(run("show", key).out().replaceAll("\\s+", " "))
                .contains("... of 6,000 characters; --json has the rest")
                .hasSizeLessThan(1_500);
        assertThat(run("show", "--json", key).out()).contains(noise);
    }

    @Test
    void manyAreDroppedOnlyOnAWord() {
        String first = objects.foreign("gw-7");
        String second = objects.foreign("gw-7");
        Program refused = run("drop", "--because", "x", first, second);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("2 objects would be gone: add --yes");
        assertThat(run("drop", "--yes", "--because", "x", first, second).out()).contains("2 dropped, 0 not");
    }

    @Test
    void allOfAReasonGoBackButWhatCameBackInVain() {
        String foreign = objects.foreign("gw-7");
        objects.foreign("gw-8");
        objects.undecodable("gw-7", "noise");

        Program dry = run("resubmit", "--all-of", "--reason", "foreign_device", "--thing", "gw-7", "--dry-run");
        assertThat(dry.out()).isEqualToIgnoringNewLines(foreign + ": would go to the local cloud's stream");
        Program done = run("resubmit", "--all-of", "--reason", "foreign_device");

        assertThat(done.exitCode()).isZero();
        assertThat(done.out())
                .contains(foreign + ": put back into the local cloud's stream, 1 message")
                .endsWith("2 put back, 0 not\n");
        assertThat(data.resolve("inbox")).isDirectoryContaining("glob:**.json");
        objects.again("gw-9", foreign);
        assertThat(run("resubmit", "--all-of", "--thing", "gw-9").out().lines())
                .containsExactly(
                        "0 put back, 0 not", "1 left alone that came back in vain before: name them by their KEY");
        Program second = run("resubmit", foreign, "nowhere");
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.errors().get(0))
                .contains("it is not there any more: put back into the local cloud's stream by ");
        assertThat(second.errors().get(1)).contains("nowhere: there is no such object");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resubmit                                | name KEYs, or --all-of with --reason or --thing",
                "resubmit --all-of                       | --all-of: name a --reason or a --thing",
                "resubmit --all-of key                   | name KEYs, or --all-of with --reason or --thing",
                "resubmit --thing=gw-1 key               | --reason and --thing need --all-of",
                "list --reason=moon                      | --reason: 'moon' is none of undecodable, invalid, foreign",
                "list --limit=-1                         | --limit: '-1' is not 0 or more",
                "list --since=2                          | has no unit",
                "list --bucket=b                         | --bucket and --folder do not go together",
                "drop --because= key                     | --because: say why, in one line",
            })
    void wrongUsageIsSaidInOneLine(String command, String problem) {
        Program program = run(command.strip().split(" +"));
        assertThat(program.exitCode()).isEqualTo(2);
        assertThat(program.errors())
                .singleElement()
                .satisfies(line -> assertThat(line).contains(problem));
    }

    @Test
    void aQuarantineThatIsNotNamedOrNotThereIsSaid() {
        Program unnamed = Program.run("quarantine", "list");
        assertThat(unnamed.exitCode()).isEqualTo(2);
        assertThat(unnamed.err()).contains("name it with --bucket or --folder, or set TOWERSENSE_QUARANTINE_BUCKET");
        Program absent = Program.run(
                "quarantine", "list", "--folder", data.resolve("absent").toString());
        assertThat(absent.exitCode()).isEqualTo(1);
        assertThat(absent.err()).contains("there is no such folder");
    }

    private Program run(String... command) {
        List<String> words =
                new ArrayList<>(List.of("quarantine", command[0], "--folder=" + data.resolve("quarantine")));
        words.addAll(List.of(command).subList(1, command.length));
        return Program.run(words.toArray(String[]::new));
    }
}
