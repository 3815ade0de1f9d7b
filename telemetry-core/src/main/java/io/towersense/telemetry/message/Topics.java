package io.towersense.telemetry.message;

import java.util.regex.Pattern;

/**
 * The topics of one gateway: {@code root/thing/telemetry}, {@code alarms}, {@code receipts}.
 *
 * @param root one level, {@code towers} by default
 * @param thing the gateway's thing name, 1 to 128 of {@code [A-Za-z0-9:_-]}
 */
public record Topics(String root, String thing) {
    public static final String DEFAULT_ROOT = "towers";
    private static final Pattern ROOT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern THING = Pattern.compile("[A-Za-z0-9:_-]{1,128}");

    /** @throws IllegalArgumentException if a part is no topic level or no thing name */
    public Topics {
        if (!isRoot(root)) {
            throw new IllegalArgumentException("'" + root + "' is no topic root: 1 to 64 letters, digits, _ and -");
        }
        if (!isThing(thing)) {
            throw new IllegalArgumentException("'" + thing + "' is no thing name: 1 to 128 letters, digits and : _ -");
        }
    }

    /** Whether this may be the topics' first level. */
    public static boolean isRoot(String level) {
        return ROOT.matcher(level).matches();
    }

    /** Whether this is a thing name as AWS IoT allows it. */
    public static boolean isThing(String name) {
        return THING.matcher(name).matches();
    }

    public String telemetry() {
        return root + "/" + thing + "/telemetry";
    }

    public String alarms() {
        return root + "/" + thing + "/alarms";
    }

    public String receipts() {
        return root + "/" + thing + "/receipts";
    }

    /** The Basic Ingest form of a topic: straight to that rule, past the broker. */
    public static String basicIngest(String rule, String topic) {
        return "$aws/rules/" + rule + "/" + topic;
    }
}
