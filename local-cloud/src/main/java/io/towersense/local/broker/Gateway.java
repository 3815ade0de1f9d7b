package io.towersense.local.broker;

import java.security.Principal;

/**
 * A gateway at the broker, known by the MQTT client id, which is its thing name; a Greengrass nucleus adds {@code #2} and
 * so on for its further connections.
 */
record Gateway(String clientId) implements Principal {
    private static final String RECEIPTS = "receipts";

    @Override
    public String getName() {
        return clientId;
    }

    /** Whether it may subscribe: not to Basic Ingest topics, and not to what another gateway is answered. */
    boolean maySubscribe(String filter) {
        String[] levels = filter.split("/", -1);
        if (levels[0].startsWith("$")) {
            return !filter.startsWith("$aws/rules/");
        }
        return !takesReceipts(levels) || (levels.length > 1 && isMine(levels[1]));
    }

    /** Whether it matches a topic {@code root/thing/receipts}. */
    private static boolean takesReceipts(String[] levels) {
        for (int level = 0; level < levels.length; level++) {
            if (levels[level].equals("#")) {
                return level <= 3;
            }
            if (level == 2 && !levels[level].equals("+") && !levels[level].equals(RECEIPTS)) {
                return false;
            }
        }
        return levels.length == 3;
    }

    private boolean isMine(String thing) {
        return clientId.equals(thing) || clientId.startsWith(thing + "#");
    }
}
