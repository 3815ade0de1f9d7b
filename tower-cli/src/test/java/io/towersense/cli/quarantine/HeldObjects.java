package io.towersense.cli.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.towersense.cloud.quarantine.Quarantine;
import io.towersense.cloud.quarantine.QuarantineReason;
import io.towersense.cloud.quarantine.QuarantinedRecord;
import io.towersense.cloud.quarantine.Rejection;
import io.towersense.local.aws.FailedInvocation;
import io.towersense.local.stream.DiscardedBatch;
import io.towersense.local.stream.StreamRecord;
import io.towersense.telemetry.codec.EnvelopeCodec;
import io.towersense.telemetry.message.Envelope;
import io.towersense.telemetry.time.ManualClock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Objects in a quarantine of a test's own, as the functions and AWS write them. */
final class HeldObjects {
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final String BUCKET = "quarantine";

    private final S3Client s3;
    private final Quarantine functions;
    private int records;

    HeldObjects(S3Client s3) {
        this.s3 = s3;
        this.functions = new Quarantine(s3, BUCKET, new ManualClock(NOW));
    }

    /** A gateway's message of which a reading belongs to another thing. */
    String foreign(String thing) {
        String reading = reading("cab-1", 1, "23.5");
        byte[] envelope = envelope(
                thing, "{\"rules_version\":\"1\",\"readings\":[" + reading("cab-2", 0, "20") + "," + reading + "]}");
        String detail = "device cab-1 belongs to another thing than " + thing;
        return keep(
                thing,
                envelope,
                QuarantineReason.FOREIGN_DEVICE,
                detail,
                List.of(new Rejection(1, QuarantineReason.FOREIGN_DEVICE, detail, reading, 1)));
    }

    /** A message that was put back, and nobody can read it still. */
    String again(String thing, String key) {
        Envelope envelope = new Envelope("noise".getBytes(UTF_8), thing, NOW).resubmittedFrom(key);
        QuarantinedRecord kept = new QuarantinedRecord(
                name(),
                EnvelopeCodec.encode(envelope),
                Optional.of(thing),
                NOW,
                QuarantineReason.UNDECODABLE,
                "no valid JSON",
                1,
                List.of(),
                envelope.resubmittedFrom());
        functions.keep(kept);
        return kept.key();
    }

    /** A message that nobody can read. */
    String undecodable(String thing, String payload) {
        return keep(thing, envelope(thing, payload), QuarantineReason.UNDECODABLE, "no valid JSON", List.of());
    }

    /** A reading without an envelope. */
    String bare() {
        byte[] data = reading("cab-1", 1, "23.5").getBytes(UTF_8);
        QuarantinedRecord kept = new QuarantinedRecord(
                name(),
                data,
                Optional.empty(),
                NOW,
                QuarantineReason.BARE_NOT_ACCEPTED,
                "bare",
                1,
                List.of(),
                Optional.empty());
        functions.keep(kept);
        return kept.key();
    }

    /** A gateway's alarm event that the alert handler set aside. */
    String alarm(String thing) {
        Envelope envelope = new Envelope(("{\"alarm of\":\"" + thing + "\"}").getBytes(UTF_8), thing, NOW);
        QuarantinedRecord kept = QuarantinedRecord.ofAlarm(
                envelope, EnvelopeCodec.encode(envelope), QuarantineReason.FOREIGN_DEVICE, "not its own");
        functions.keep(kept);
        return kept.key();
    }

    /** AWS's document for a rule's error action. */
    String ruleError(String topic, String payload) {
        return put(
                "rule-errors/telemetry/" + name() + ".json",
                "{\"ruleName\":\"telemetry\",\"topic\":\"" + topic
                        + "\",\"cloudwatchTraceId\":\"7f9c\",\"clientId\":\"gw-1\",\"base64OriginalPayload\":\""
                        + Base64.getEncoder().encodeToString(payload.getBytes(UTF_8))
                        + "\",\"failures\":[{\"failedAction\":\"KinesisAction\",\"failedResource\":\"readings\","
                        + "\"errorMessage\":\"Stream readings under account 1 not found.\"}]}");
    }

    /** AWS's on-failure record of an event source mapping. */
    String discardedBatch(byte[]... data) {
        List<StreamRecord> discarded = IntStream.range(0, data.length)
                .mapToObj(place -> new StreamRecord("key-" + place, data[place], "4966" + place, NOW))
                .toList();
        DiscardedBatch batch = new DiscardedBatch(
                "consumer",
                "arn:aws:kinesis:us-east-1:000000000000:stream/readings",
                "shardId-000000000000",
                discarded,
                DiscardedBatch.RETRIES,
                21,
                true,
                NOW);
        return put("aws/lambda/consumer/" + name(), batch.withPayload().toString());
    }

    /** AWS's record of an invocation that failed. */
    String failedInvocation(byte[] event) {
        FailedInvocation failed = new FailedInvocation(
                "alert-handler", "request-1", event, 3, new IllegalStateException("the table is gone"), NOW);
        return put(
                "invocations/alert-handler/" + name() + ".json",
                failed.document().toString());
    }

    /** Anything. */
    String put(String key, String content) {
        s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(content));
        return key;
    }

    static byte[] envelope(String thing, String payload) {
        return EnvelopeCodec.encode(new Envelope(payload.getBytes(UTF_8), thing, NOW));
    }

    static String reading(String device, int second, String temperature) {
        return "{\"device_id\":\"" + device + "\",\"timestamp\":\"" + NOW.minusSeconds(60 - second)
                + "\",\"temperature\":" + temperature + "}";
    }

    static String batch(String... readings) {
        return "{\"rules_version\":\"1\",\"readings\":[" + String.join(",", Arrays.asList(readings)) + "]}";
    }

    private String keep(String thing, byte[] data, QuarantineReason reason, String detail, List<Rejection> rejections) {
        QuarantinedRecord kept = new QuarantinedRecord(
                name(), data, Optional.of(thing), NOW, reason, detail, 1, rejections, Optional.empty());
        functions.keep(kept);
        return kept.key();
    }

    private String name() {
        return "4966%05d".formatted(++records);
    }
}
