package io.towersense.cli.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.cli.packaging.CostModel.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What docs/operations.md says twice: its sums against its prices, its runbook against the alarms. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsPageTest {
    private static final String PAGE = "operations.md";
    private static final Pattern SECTION = Pattern.compile("\\bsection\\s*=\\s*\"([^\"]+)\"");
    private static final Pattern SAYS = Pattern.compile("\\bsays\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern HEADING = Pattern.compile("^#{2,3} (.+)$", Pattern.MULTILINE);
    private static final Pattern SUBHEADING = Pattern.compile("^### (.+)$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\(((?!https?:)[^)#]*)(#[^)]*)?\\)");
    private static final Pattern FENCED = Pattern.compile("^```.*?^```", Pattern.MULTILINE | Pattern.DOTALL);

    private String page = "";
    private String prose = "";
    private String alarms = "";
    private CostModel model = new CostModel(Map.of(), Map.of());

    @BeforeAll
    void read() throws IOException {
        page = Files.readString(Packages.CHECKOUT.resolve("docs").resolve(PAGE));
        prose = FENCED.matcher(page).replaceAll("");
        alarms = Files.readString(Packages.CHECKOUT.resolve("terraform/alarms.tf"));
        model = new CostModel(numbers("| price | USD |"), numbers("| assumption | value |"));
    }

    private List<List<String>> rows(String beginning) {
        int start = page.indexOf(beginning);
        assertThat(start).as(beginning).isNotNegative();
        List<List<String>> rows = new ArrayList<>();
        page.substring(start)
                .lines()
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .forEach(line -> {
                    List<String> cells = new ArrayList<>();
                    for (String cell : line.substring(1).split("\\|", -1)) {
                        cells.add(cell.strip());
                    }
                    rows.add(cells);
                });
        return rows;
    }

    private Map<String, Double> numbers(String beginning) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        rows(beginning).forEach(row -> numbers.put(row.get(0), Double.valueOf(row.get(1))));
        return numbers;
    }

    private String section(String heading) {
        int start = page.indexOf("\n" + heading);
        assertThat(start).as(heading).isNotNegative();
        int end = page.indexOf("\n## ", start + 1);
        return page.substring(start, end < 0 ? page.length() : end);
    }

    private static Set<String> anchors(Pattern pattern, String text) {
        Set<String> anchors = new TreeSet<>();
        pattern.matcher(text).results().forEach(found -> anchors.add(anchor(found.group(1))));
        return anchors;
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    private void assertTable(String heading, double interval) {
        String table = section("## What it costs");
        table = table.substring(table.indexOf(heading));
        List<String> expected = new ArrayList<>();
        for (int towers : List.of(1, 10, 1_000, 10_000)) {
            expected.add(String.format(
                    Locale.ROOT,
                    "| %,d | %,.2f | %,.2f | %,.2f | %,.2f |",
                    towers,
                    model.together(new Fleet(towers, interval, true, false)),
                    model.together(new Fleet(towers, interval, true, true)),
                    model.together(new Fleet(towers, interval, false, false)),
                    model.together(new Fleet(towers, interval, false, true))));
        }
        assertThat(table.lines()
                        .dropWhile(line -> !line.startsWith("|"))
                        .takeWhile(line -> line.startsWith("|"))
                        .skip(2))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void itsCostsFollowFromItsPricesAndAssumptions() {
        assertTable("### Standard", model.assumed("standard interval"));
        assertTable("### Heavy", model.assumed("heavy interval"));
    }

    @Test
    void itsPartsAddUpToWhatATowerCosts() {
        Map<String, Double> standard = model.parts(new Fleet(1_000, model.assumed("standard interval"), true, false));
        Map<String, Double> heavy = model.parts(new Fleet(1_000, model.assumed("heavy interval"), true, false));
        List<List<String>> expected = new ArrayList<>();
        standard.forEach(
                (part, cost) -> expected.add(List.of(part, three(cost), three(heavy.getOrDefault(part, -1.0)))));
        expected.add(List.of(
                "**together**",
                three(model.together(new Fleet(1_000, model.assumed("standard interval"), true, false))),
                three(model.together(new Fleet(1_000, model.assumed("heavy interval"), true, false)))));
        assertThat(rows("| part | standard | heavy |"))
                .extracting(row -> row.subList(0, 3))
                .containsExactlyElementsOf(expected);
    }

    private static String three(double cost) {
        return String.format(Locale.ROOT, "%.3f", cost);
    }

    @Test
    void whatLargerMessagesSaveFollowsToo() {
        Fleet standard = new Fleet(1_000, model.assumed("standard interval"), true, false);
        Map<String, Double> larger = new LinkedHashMap<>(model.assumptions());
        larger.put("cut every", 300.0);
        double saved = model.together(standard) - new CostModel(model.prices(), larger).together(standard);
        assertThat(page).contains(String.format(Locale.ROOT, "two fifths, %.2f USD less in all", saved));
    }

    @Test
    void aTablesQuotaIsEnoughForAsManyTowersAsItSays() {
        double readingsASecond = model.assumed("sensors") / model.assumed("heavy interval");
        assertThat(page).contains(String.format(Locale.ROOT, "%,.0f heavy towers, ten of", 40_000 / readingsASecond));
    }

    @Test
    void theRunbookHasASectionForEachAlarmAndNoOther() {
        Set<String> watched = new TreeSet<>();
        SECTION.matcher(alarms).results().forEach(found -> watched.add(found.group(1)));
        assertThat(watched).isNotEmpty();
        assertThat(anchors(SUBHEADING, section("## Runbook"))).isEqualTo(watched);
    }

    @Test
    void everyAlarmSaysInOneSentenceWhatIsWrong() {
        List<String> sentences =
                SAYS.matcher(alarms).results().map(found -> found.group(1)).toList();
        assertThat(sentences)
                .hasSizeGreaterThan(15)
                .allSatisfy(sentence ->
                        assertThat(sentence).matches("(?:[A-Z]|\\$\\{).*\\.").doesNotContain("\\n"));
    }

    @Test
    void everySectionSaysWhatToLookAtWhatToDoAndWhenItEnds() {
        String runbook = section("## Runbook");
        for (String part : runbook.split("\n### ", -1)) {
            if (!part.startsWith("\n## ")) {
                assertThat(part)
                        .as(part.lines().findFirst().orElse(""))
                        .contains("\n- **Look**")
                        .containsPattern("\\n- \\*\\*Do\\*\\*|\\*\\*Look\\*\\* and \\*\\*do\\*\\*")
                        .contains("**Ends**");
            }
        }
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        Matcher link = LINK.matcher(prose);
        int links = 0;
        while (link.find()) {
            links++;
            Path target =
                    Packages.CHECKOUT.resolve("docs").resolve(link.group(1).isEmpty() ? PAGE : link.group(1));
            assertThat(target).as(link.group()).exists();
            String anchor = link.group(2);
            if (anchor != null) {
                assertThat(anchors(HEADING, Files.readString(target)))
                        .as(link.group())
                        .contains(anchor.substring(1));
            }
        }
        assertThat(links).isGreaterThan(20);
    }
}
