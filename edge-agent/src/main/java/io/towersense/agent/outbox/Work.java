package io.towersense.agent.outbox;

/**
 * All that one transaction is to write down.
 *
 * @param all whether every reading is to be cut into a message, however few there are
 */
record Work(Group group, Settlement settlement, boolean all) {
    boolean isEmpty() {
        return group.isEmpty() && settlement.isEmpty();
    }
}
