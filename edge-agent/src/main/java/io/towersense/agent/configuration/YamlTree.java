package io.towersense.agent.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.towersense.telemetry.value.PrintableText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text of a configuration, YAML or JSON, as a tree that knows its lines. Keys that stand twice are problems. */
final class YamlTree {
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(64 * 1024)
                    .maxNumberLength(100)
                    .build())
            .build();

    private final YAMLParser parser;
    private final Problems problems;

    private YamlTree(YAMLParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** The tree; where the text is no YAML, an empty section and a problem. */
    static Node.Section parse(byte[] text, Problems problems) {
        try (YAMLParser parser = FACTORY.createParser(text)) {
            return new YamlTree(parser, problems).document();
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            problems.add("", line, "is no valid YAML: " + inOneLine(e.getOriginalMessage()));
        } catch (IOException e) {
            problems.add("", 1, "cannot be read: " + inOneLine(e.getMessage()));
        }
        return new Node.Section(Map.of(), 1);
    }

    private Node.Section document() throws IOException {
        if (parser.nextToken() == null) {
            problems.add("", 1, "is empty; see the README for a sample");
            return new Node.Section(Map.of(), 1);
        }
        Node root = node("");
        if (parser.nextToken() != null) {
            problems.add("", line(), "a second document begins here; a configuration is one document");
        }
        if (root instanceof Node.Section section) {
            return section;
        }
        if (!(root instanceof Node.Nothing)) {
            problems.add("", root.line(), "is " + root.kind() + "; a configuration is a section, such as 'gateway:'");
        } else {
            problems.add("", 1, "is empty; see the README for a sample");
        }
        return new Node.Section(Map.of(), 1);
    }

    private Node node(String path) throws IOException {
        int line = line();
        if (parser.isCurrentAlias()) {
            problems.add(path, line, "is a reference to another value; write the value itself");
            return new Node.Nothing(line);
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> section(path, line);
            case START_ARRAY -> listing(path, line);
            case VALUE_NULL -> new Node.Nothing(line);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node.Scalar(parser.getText(), true, line);
            default -> new Node.Scalar(parser.getText(), false, line);
        };
    }

    private Node.Section section(String path, int line) throws IOException {
        Map<String, Node> values = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            int keyLine = line();
            String below = path.isEmpty() ? key : path + "." + key;
            parser.nextToken();
            Node value = at(keyLine, node(below));
            Node before = values.putIfAbsent(key, value);
            if (before != null) {
                problems.add(below, keyLine, "stands twice, first on line " + before.line() + "; keep one of the two");
            }
        }
        return new Node.Section(values, line);
    }

    private Node.Listing listing(String path, int line) throws IOException {
        List<Node> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(node(path + "[" + values.size() + "]"));
        }
        return new Node.Listing(values, line);
    }

    /** The value, placed where its key is. */
    private static Node at(int line, Node value) {
        if (value instanceof Node.Section section) {
            return new Node.Section(section.values(), line);
        }
        if (value instanceof Node.Listing listing) {
            return new Node.Listing(listing.values(), line);
        }
        return value instanceof Node.Scalar scalar
                ? new Node.Scalar(scalar.text(), scalar.isNumber(), line)
                : new Node.Nothing(line);
    }

    private int line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    /** The parser's sentences, without the excerpts of the text that it puts between them. */
    private static String inOneLine(@Nullable String message) {
        String sentences = String.valueOf(message)
                .lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .collect(Collectors.joining(": "));
        return PrintableText.onOneLine(sentences);
    }
}
