package io.towersense.local.rule;

import java.util.List;

/** An MQTT topic filter: {@code +} is any one level, {@code #} at the end any number of them. */
record TopicFilter(String text) {
    /** @throws IllegalArgumentException if a wildcard is not a level of its own, or {@code #} is not the last */
    TopicFilter {
        List<String> levels = levels(text);
        for (int level = 0; level < levels.size(); level++) {
            String name = levels.get(level);
            boolean wild = name.contains("+") || name.contains("#");
            if (text.isEmpty() || (wild && name.length() > 1) || (name.equals("#") && level < levels.size() - 1)) {
                throw new IllegalArgumentException("'" + text + "' is no topic filter");
            }
        }
    }

    static List<String> levels(String topic) {
        return List.of(topic.split("/", -1));
    }

    boolean matches(String topic) {
        List<String> wanted = levels(text);
        List<String> levels = levels(topic);
        for (int level = 0; level < wanted.size(); level++) {
            String name = wanted.get(level);
            if (name.equals("#")) {
                return true;
            }
            if (level >= levels.size() || !(name.equals("+") || name.equals(levels.get(level)))) {
                return false;
            }
        }
        return wanted.size() == levels.size();
    }
}
