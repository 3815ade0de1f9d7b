package io.towersense.cli.packaging;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a fleet costs a month, part by part, from the prices and assumptions that docs/operations.md names.
 *
 * @param prices USD, by name
 * @param assumptions by name
 */
record CostModel(Map<String, Double> prices, Map<String, Double> assumptions) {
    private static final double MILLION = 1e6;
    private static final double GIGABYTE = 1e9;
    private static final double MEBIBYTE = 1 << 20;
    private static final double SHARD_MESSAGES = 1_000;
    private static final int IOT_PART = 5 << 10;
    private static final int PAYLOAD_UNIT = 25 << 10;

    /**
     * A fleet.
     *
     * @param interval of each sensor's readings, in seconds
     * @param batched whether a message has all readings of some seconds, or one
     * @param basicIngest whether messages go past the broker
     */
    record Fleet(int towers, double interval, boolean batched, boolean basicIngest) {}

    /** The parts, in USD a tower. */
    Map<String, Double> parts(Fleet fleet) {
        double seconds = seconds();
        double readings = assumed("sensors") * seconds / fleet.interval();
        double messages = fleet.batched() ? seconds / Math.max(fleet.interval(), assumed("cut every")) : readings;
        double bytes = readings / messages * assumed("reading bytes") + assumed("message bytes");
        double envelope = bytes * 4 / 3 + assumed("envelope bytes");
        double iotParts = messages * Math.ceil(bytes / IOT_PART);
        double rate = fleet.towers() * messages / seconds;
        double shards =
                Math.ceil(assumed("shard headroom") * Math.max(rate / SHARD_MESSAGES, rate * envelope / MEBIBYTE));
        double invocations = Math.min(fleet.towers() * messages, shards * seconds / assumed("batching window"));
        double looks = seconds / 60;
        double busy = invocations * assumed("invocation milliseconds")
                + fleet.towers()
                        * (messages * assumed("message milliseconds") + readings * assumed("reading milliseconds"));
        double gigabyteSeconds =
                busy / 1_000 * assumed("consumer megabytes") / 1_024 + looks * assumed("silence milliseconds") / 1_000;
        double touches = assumed("sensors") * seconds / Math.max(fleet.interval(), assumed("touch every"))
                + 3 * seconds / assumed("gateway touch every");
        double logged = (invocations + looks) * assumed("log bytes") / GIGABYTE;

        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("connection", millions(assumed("hours") * 60, "connection"));
        parts.put("core device", price("core device"));
        parts.put("messages", fleet.basicIngest() ? 0 : millions(iotParts, "message"));
        parts.put("rules", millions(iotParts, "rule") + millions(iotParts, "action"));
        parts.put("receipts", millions(messages * assumed("receipt messages"), "message"));
        parts.put("shadow", millions(seconds / assumed("shadow every"), "shadow operation"));
        parts.put(
                "stream",
                shards * assumed("hours") * price("shard") / fleet.towers()
                        + millions(messages * Math.ceil(envelope / PAYLOAD_UNIT), "payload unit"));
        parts.put(
                "functions",
                (millions(invocations + looks, "request")
                                + millions(gigabyteSeconds, "GB-second")
                                + millions(looks, "schedule"))
                        / fleet.towers());
        parts.put("writes", millions(readings + touches, "write unit"));
        parts.put(
                "storage",
                readings
                        * assumed("kept months")
                        * assumed("item bytes")
                        / GIGABYTE
                        * (price("storage") + price("recovery")));
        parts.put(
                "metrics and logs",
                (assumed("metrics") * price("metric")
                                        + assumed("alarms") * price("alarm")
                                        + price("dashboard")
                                        + logged * price("log"))
                                / fleet.towers()
                        + assumed("anomalous device-hours") / assumed("hours") * (price("metric") + price("alarm")));
        parts.put(
                "keys",
                (assumed("keys") * price("key") + millions(assumed("key requests"), "key request")) / fleet.towers());
        parts.put(
                "telling",
                millions(assumed("alarm changes"), "event") + millions(2 * assumed("alarm changes"), "mail"));
        return parts;
    }

    /** All parts together, in USD a tower. */
    double together(Fleet fleet) {
        return parts(fleet).values().stream().mapToDouble(Double::doubleValue).sum();
    }

    double assumed(String name) {
        return named(assumptions, name);
    }

    private double seconds() {
        return assumed("hours") * 3_600;
    }

    private double price(String name) {
        return named(prices, name);
    }

    private double millions(double number, String price) {
        return number * price(price) / MILLION;
    }

    private static double named(Map<String, Double> values, String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("the page does not say: " + name);
        }
        return value;
    }
}
