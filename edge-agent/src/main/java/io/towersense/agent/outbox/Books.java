package io.towersense.agent.outbox;

import java.util.EnumMap;
import java.util.Map;

/** What the outbox has counted, in one transaction with what it counts. Not thread-safe. */
final class Books {
    private final Map<Account, Long> values;

    Books() {
        this(new EnumMap<>(Account.class));
    }

    private Books(Map<Account, Long> values) {
        this.values = values;
    }

    Books copy() {
        return new Books(new EnumMap<>(values));
    }

    long get(Account account) {
        return values.getOrDefault(account, 0L);
    }

    void set(Account account, long value) {
        values.put(account, value);
    }

    void add(Account account, long difference) {
        values.merge(account, difference, Long::sum);
    }

    long bytes() {
        return get(Account.UNCUT_BYTES) + get(Account.MESSAGE_BYTES);
    }

    /** A message is there. */
    void enter(StoredMessage message) {
        book(message, 1);
        set(Account.LAST_SEQUENCE, message.sequence());
    }

    /** A message is gone. */
    void remove(StoredMessage message) {
        book(message, -1);
    }

    private void book(StoredMessage message, int sign) {
        add(message.aside() ? Account.ASIDE : Account.messages(message.lane()), sign);
        add(Account.CARRIED, (long) sign * message.readings());
        add(Account.MESSAGE_BYTES, (long) sign * message.bytes());
    }
}
