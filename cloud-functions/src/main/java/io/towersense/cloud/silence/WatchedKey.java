package io.towersense.cloud.silence;

/**
 * Who is watched.
 *
 * @param id the gateway's thing name, or the device's id
 */
record WatchedKey(String id, WatchedKind kind) {
    @Override
    public String toString() {
        return kind == WatchedKind.GATEWAY ? "gateway " + id : "device " + id;
    }
}
