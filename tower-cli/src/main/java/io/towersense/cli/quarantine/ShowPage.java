package io.towersense.cli.quarantine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.towersense.cloud.text.PlainText;
import io.towersense.telemetry.message.Envelope;
import io.towersense.telemetry.message.MessageId;
import io.towersense.telemetry.time.Timestamps;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One object in quarantine, for a person or a program. Whatever comes from outside is made safe to show. */
final class ShowPage {
    private static final int MOST_REFUSED = 20;
    private static final int MOST_OTHERS = 10;
    private static final int MOST_MESSAGES = 20;
    private static final int LONGEST_EXCERPT = 400;

    private final HeldObject held;
    private final Optional<Claim> claim;

    ShowPage(HeldObject held, Optional<Claim> claim) {
        this.held = held;
        this.claim = claim;
    }

    List<String> lines() {
        Paragraphs page = new Paragraphs();
        page.field("object", held.key());
        page.field(
                "kept",
                Times.format(held.stored().at()) + ", " + bytes(held.stored().bytes()));
        page.field("reason", held.reason().label() + ": " + held.reason().words());
        page.field("detail", held.detail());
        page.field("thing", held.thing().orElse("nobody"));
        held.resubmittedFrom().ifPresent(from -> page.field("before", "put back in vain from " + from));
        claim.ifPresent(there -> page.field("state", there.describe()));
        page.field(
                "to do",
                claim.filter(there -> !there.isDone())
                        .map(ShowPage::advice)
                        .orElse(held.reason().advice()));
        held.messages().stream().limit(MOST_MESSAGES).forEach(message -> add(message, page));
        int more = held.messages().size() - MOST_MESSAGES;
        if (more > 0) {
            page.line("");
            page.line("and " + more + " more messages; --json has all");
        }
        return page.lines();
    }

    private void add(HeldMessage message, Paragraphs page) {
        page.line("");
        page.line(describe(message));
        List<HeldReading> readings = MessageContent.of(message, held.refused());
        List<HeldReading> refused = readings.stream()
                .filter(reading -> reading.refused().isPresent())
                .toList();
        List<HeldReading> others =
                readings.stream().filter(reading -> reading.refused().isEmpty()).toList();
        add("refused", refused, MOST_REFUSED, page);
        add(held.refused().isEmpty() ? "holds" : "stored already", others, MOST_OTHERS, page);
    }

    private void add(String title, List<HeldReading> readings, int most, Paragraphs page) {
        if (readings.isEmpty()) {
            return;
        }
        page.line(title + ", " + readings.size() + ":");
        for (HeldReading reading : readings.subList(0, Math.min(most, readings.size()))) {
            String index =
                    reading.index().isPresent() ? String.valueOf(reading.index().getAsInt()) : "-";
            page.item(index, excerpt(reading.text()));
            reading.refused().filter(why -> !why.endsWith(held.detail())).ifPresent(why -> page.item("", why));
        }
        if (readings.size() > most) {
            page.line("  and " + (readings.size() - most) + " more; --json has all");
        }
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("key", held.key())
                .put("at", Timestamps.format(held.stored().at()))
                .put("bytes", held.stored().bytes())
                .put("reason", held.reason().label())
                .put("detail", held.detail())
                .put("advice", held.reason().advice())
                .put("count", held.count());
        held.thing().ifPresent(thing -> json.put("thing", thing));
        held.resubmittedFrom().ifPresent(from -> json.put("resubmitted_from", from));
        claim.ifPresent(there -> json.set("claim", there.json()));
        ArrayNode messages = json.putArray("messages");
        for (HeldMessage message : held.messages()) {
            ObjectNode node = messages.addObject().put("is", describe(message));
            if (message instanceof HeldMessage.FromGateway gateway) {
                node.put("id", MessageId.of(gateway.envelope().payload()));
                node.put("received_at", Timestamps.format(gateway.envelope().receivedAt()));
            }
            ArrayNode readings = node.putArray("readings");
            for (HeldReading reading : MessageContent.of(message, held.refused())) {
                ObjectNode item = readings.addObject();
                reading.index().ifPresent(index -> item.put("index", index));
                item.put("json", reading.json());
                reading.refused().ifPresent(why -> item.put("refused", why));
            }
        }
        return json;
    }

    private static String describe(HeldMessage message) {
        int bytes = Payloads.payload(message).length;
        if (message instanceof HeldMessage.FromGateway gateway) {
            Envelope envelope = gateway.envelope();
            return (gateway.route() == Route.STREAM ? "message of " : "alarm event of ") + envelope.thing()
                    + ", received " + Times.format(envelope.receivedAt()) + ", " + bytes(bytes);
        }
        return message instanceof HeldMessage.Handover
                ? "alarm changes from the consumer, " + bytes(bytes)
                : "record without an envelope, " + bytes(bytes);
    }

    private static String excerpt(String text) {
        return text.length() <= LONGEST_EXCERPT
                ? text
                : PlainText.line(text, LONGEST_EXCERPT)
                        + String.format(Locale.ROOT, " of %,d characters; --json has the rest", text.length());
    }

    private static String advice(Claim claim) {
        return "Somebody is putting it back, or did not come to the end of it. If that is long ago, see whether its"
                + " readings are in the table, or in quarantine again with this key as resubmitted_from. If they are,"
                + " drop --claimed this; if not, resubmit --again. It went to " + claim.to() + ".";
    }

    private static String bytes(long count) {
        return String.format(Locale.ROOT, "%,d bytes", count);
    }
}
