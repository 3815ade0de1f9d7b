package io.towersense.cloud.device;

import java.time.Instant;
import java.util.Optional;

/**
 * What a container remembers of a device.
 *
 * @param owner the thing that it belongs to; empty where only bare readings of it were seen
 * @param lastTimestamp of its last reading in the table of devices, as far as known
 * @param confirmedAt when the table said so
 */
record KnownDevice(Optional<String> owner, Optional<Instant> lastTimestamp, Instant confirmedAt) {}
