package io.towersense.agent.configuration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a configuration as it was written, with the line on which it begins, from 1; zero where there are no lines. */
sealed interface Node {
    int line();

    /** What this is, for a person. */
    String kind();

    /** Values by key, in the order of the file. */
    record Section(Map<String, Node> values, int line) implements Node {
        public Section {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        @Override
        public String kind() {
            return "a section";
        }
    }

    /** Values one after the other. */
    record Listing(List<Node> values, int line) implements Node {
        public Listing {
            values = List.copyOf(values);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** One value, as its text. */
    record Scalar(String text, boolean isNumber, int line) implements Node {
        @Override
        public String kind() {
            return "a single value";
        }
    }

    /** A key without a value: as if the key were absent. */
    record Nothing(int line) implements Node {
        @Override
        public String kind() {
            return "empty";
        }
    }
}
