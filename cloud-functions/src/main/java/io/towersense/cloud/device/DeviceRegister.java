package io.towersense.cloud.device;

import io.towersense.cloud.cache.BoundedCache;
import io.towersense.cloud.table.Attributes;
import io.towersense.cloud.table.Values;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The register of devices: the first thing that sends a device owns it, by a conditional write to its item
 * {@code DEVICE}, which holds the owner, the last reading and when it was last seen. Thread-safe.
 *
 * <p>Bare readings come from nobody: they never own a device, and are foreign to one that a thing owns. What the table
 * said is believed for a while: a device is written to its item once in {@code touchEvery} at most, and what was not
 * confirmed for {@value #BELIEVED} times that is asked for again before anything is stored. So a bare reading can still
 * pass for {@code touchEvery} after a thing has claimed its device through another container; a thing's own claim never
 * changes by itself.
 */
public final class DeviceRegister {
    private static final int MOST_KNOWN = 20_000;
    private static final int BELIEVED = 6;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;
    private final Duration touchEvery;
    private final BoundedCache<String, KnownDevice> known = new BoundedCache<>(MOST_KNOWN);

    public DeviceRegister(DynamoDbClient dynamoDb, String table, Duration touchEvery, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.touchEvery = touchEvery;
        this.clock = clock;
    }

    /** What is known without asking. */
    public Standing standing(String deviceId, Optional<String> thing) {
        Optional<KnownDevice> entry = known.get(deviceId);
        if (entry.isEmpty()) {
            return Standing.UNKNOWN;
        }
        Duration age = Duration.between(entry.get().confirmedAt(), clock.now());
        Optional<String> owner = entry.get().owner();
        boolean claimable = owner.isEmpty() && thing.isPresent();
        if (claimable || age.isNegative() || age.compareTo(touchEvery.multipliedBy(BELIEVED)) >= 0) {
            return Standing.UNKNOWN;
        }
        if (!owner.equals(thing)) {
            return Standing.FOREIGN;
        }
        return age.compareTo(touchEvery) < 0 ? Standing.CONFIRMED : Standing.DUE;
    }

    /**
     * Writes down that the device was seen, and claims it for the sender if it is nobody's. Nothing goes back: neither the
     * last reading, nor when it was last seen.
     *
     * @return whether the sender may speak for the device
     * @throws SdkException if the table does not answer; nothing is known then
     */
    public boolean claim(Sighting sighting) {
        String deviceId = sighting.deviceId();
        Optional<Instant> last = known.get(deviceId).flatMap(KnownDevice::lastTimestamp);
        DeviceUpdate update = DeviceUpdate.of(sighting.newerThan(last));
        while (true) {
            try {
                dynamoDb.updateItem(update.request(table));
                Optional<Instant> written = update.lastTimestamp();
                known.put(
                        deviceId, new KnownDevice(sighting.thing(), written.isPresent() ? written : last, clock.now()));
                return true;
            } catch (ConditionalCheckFailedException e) {
                Optional<String> owner = Values.text(e.item(), Attributes.THING);
                last = Values.instant(e.item(), Attributes.LAST_TIMESTAMP);
                known.put(deviceId, new KnownDevice(owner, last, clock.now()));
                if (owner.isPresent() && !owner.equals(sighting.thing())) {
                    return false;
                }
                update = DeviceUpdate.of(sighting.newerThan(last), e.item());
            }
        }
    }
}
