package io.towersense.cli.quarantine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.towersense.cloud.text.PlainText;
import io.towersense.telemetry.time.Timestamps;
import io.towersense.telemetry.value.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A list of what is in quarantine, for a person or a program. A key stands on a line of its own, whole, to be copied. */
final class ListPage {
    private static final int WIDTH = 78;

    private final List<Row> rows;
    private final Listing listing;
    private final String prefix;

    /**
     * An object and what was begun with it.
     *
     * @param claim of somebody who puts it back, or did not come to the end of that
     */
    record Row(ListedObject object, Optional<Claim> claim) {}

    /** @param prefix with which all keys begin */
    ListPage(List<Row> rows, Listing listing, String prefix) {
        this.rows = List.copyOf(rows);
        this.listing = listing;
        this.prefix = prefix;
    }

    List<String> lines() {
        Listing.Total total = listing.total();
        if (total.objects() == 0) {
            return List.of(
                    listing.seen() == 0 && prefix.isEmpty()
                            ? "Nothing is in quarantine here."
                            : "None of these; " + counted(listing.seen(), "object")
                                    + (prefix.isEmpty() ? " in all." : " with a key that begins so."));
        }
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            addLines(row, lines);
        }
        if (!rows.isEmpty()) {
            lines.add("");
        }
        lines.add(counted(total.objects(), "object") + " with " + counted(total.readings(), "reading") + " or events:");
        listing.totals()
                .forEach((reason, part) -> lines.add(String.format(
                        Locale.ROOT, "  %,9d  %-18s %s", part.objects(), reason.label(), reason.words())));
        int more = total.objects() - rows.size();
        if (more > 0) {
            lines.add(String.format(
                    Locale.ROOT, "%,d more are not shown: see --limit, PREFIX, --since, --reason, --thing.", more));
        }
        return lines;
    }

    ObjectNode json() {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode objects = page.putArray("objects");
        rows.forEach(row -> objects.add(json(row)));
        Listing.Total total = listing.total();
        page.put("total", total.objects()).put("readings", total.readings()).put("more", total.objects() - rows.size());
        ObjectNode reasons = page.putObject("by_reason");
        listing.totals()
                .forEach((reason, part) -> reasons.putObject(reason.label())
                        .put("objects", part.objects())
                        .put("readings", part.readings()));
        return page;
    }

    private static void addLines(Row row, List<String> lines) {
        ListedObject object = row.object();
        lines.add(PrintableText.onOneLine(object.stored().key()));
        lines.add(String.format(
                Locale.ROOT,
                "  %s  %-18s %6d  %s",
                Times.format(object.stored().at()),
                object.reason().label(),
                object.count(),
                PlainText.line(object.thing().orElse("-"), 28)));
        lines.add("  " + PlainText.line(object.detail(), WIDTH));
        object.resubmittedFrom().ifPresent(from -> lines.add("  put back before, in vain"));
        row.claim().ifPresent(claim -> lines.add("  " + PrintableText.onOneLine(claim.describe())));
    }

    private static ObjectNode json(Row row) {
        ListedObject object = row.object();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("key", object.stored().key())
                .put("at", Timestamps.format(object.stored().at()))
                .put("bytes", object.stored().bytes())
                .put("reason", object.reason().label())
                .put("detail", object.detail())
                .put("count", object.count());
        object.thing().ifPresent(thing -> json.put("thing", thing));
        object.resubmittedFrom().ifPresent(from -> json.put("resubmitted_from", from));
        row.claim().ifPresent(claim -> json.set("claim", claim.json()));
        return json;
    }

    private static String counted(long count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }
}
