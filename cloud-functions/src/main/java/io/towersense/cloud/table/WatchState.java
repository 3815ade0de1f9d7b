package io.towersense.cloud.table;

import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Whether somebody who is watched for silence is heard, as attribute {@code watch} says it: {@code heard#<n>},
 * {@code settling#<n>} or {@code silent#<n>}. The number spreads the index over several partitions.
 */
public enum WatchState {
    /** Heard, and no alarm stands. */
    HEARD,
    /** Somebody is at the alarm, or was interrupted there: whether it stands, and is told, has to be looked at. */
    SETTLING,
    /** Silent, and the alarm stands and is handed over. */
    SILENT;

    /** How many partitions each state has. */
    public static final int PARTITIONS = 4;

    /** The value for the device or gateway of this id. */
    public AttributeValue of(String id) {
        return in(Math.floorMod(id.hashCode(), PARTITIONS));
    }

    /** The value of this partition, from 0. */
    public AttributeValue in(int partition) {
        return Values.text(prefix() + partition);
    }

    /** What such a value says; empty where it says nothing. */
    public static Optional<WatchState> of(AttributeValue watch) {
        for (WatchState state : values()) {
            if (watch.s() != null && watch.s().startsWith(state.prefix())) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    private String prefix() {
        return name().toLowerCase(Locale.ROOT) + "#";
    }
}
