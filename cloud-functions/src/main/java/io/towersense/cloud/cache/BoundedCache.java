package io.towersense.cloud.cache;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A map that forgets what was not used for longest when it is full. Thread-safe. */
public final class BoundedCache<K, V> {
    private final Map<K, V> entries;

    /**
     * An empty cache.
     *
     * @param most entries that are kept, 1 or more
     */
    public BoundedCache(int most) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    public synchronized Optional<V> get(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    public synchronized void put(K key, V value) {
        entries.put(key, value);
    }

    public synchronized void forget(K key) {
        entries.remove(key);
    }
}
