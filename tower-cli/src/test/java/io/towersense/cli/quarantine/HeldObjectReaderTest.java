package io.towersense.cli.quarantine;

import static io.towersense.cli.quarantine.HeldObjects.NOW;
import static io.towersense.cli.quarantine.HeldObjects.batch;
import static io.towersense.cli.quarantine.HeldObjects.envelope;
import static io.towersense.cli.quarantine.HeldObjects.reading;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.local.aws.LocalS3;
import io.towersense.telemetry.codec.EnvelopeCodec;
import io.towersense.telemetry.message.Envelope;
import io.towersense.telemetry.time.ManualClock;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeldObjectReaderTest {
    @TempDir
    private Path folder;

    private HeldObjects objects;
    private QuarantineBucket bucket;

    @BeforeEach
    void open() {
        LocalS3 s3 = new LocalS3(folder, new ManualClock(NOW));
        objects = new HeldObjects(s3);
        bucket = new QuarantineBucket(s3, HeldObjects.BUCKET);
    }

    @Test
    void aRecordOfTheFunctionsIsItsEnvelopeAndWhatWasRefusedOfIt() {
        HeldObject held = read(objects.foreign("gw-7"));
        assertThat(held.reason()).isEqualTo(HeldReason.FOREIGN_DEVICE);
        assertThat(held.thing()).contains("gw-7");
        assertThat(held.count()).isEqualTo(1);
        assertThat(held.refused())
                .singleElement()
                .satisfies(rejection -> assertThat(rejection.index()).isEqualTo(1));
        assertThat(delivery(held).route()).isEqualTo(Route.STREAM);
        assertThat(resubmitted(held).resubmittedFrom()).contains(held.key());
    }

    @Test
    void anAlarmOfTheAlertHandlerGoesBackToIt() {
        HeldObject held = read(objects.alarm("gw-7"));
        assertThat(delivery(held).route()).isEqualTo(Route.ALERT_HANDLER);
        assertThat(resubmitted(held).payload()).asString(UTF_8).isEqualTo("{\"alarm of\":\"gw-7\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"towers/gw-7/telemetry", "$aws/rules/telemetry/towers/gw-7/telemetry"})
    void aMessageWhoseRuleFailedGetsTheEnvelopeThatItDidNotGet(String topic) {
        HeldObject held = read(objects.ruleError(topic, batch(reading("cab-1", 1, "20"), reading("cab-1", 2, "x"))));
        assertThat(held.reason()).isEqualTo(HeldReason.RULE_ERROR);
        assertThat(held.count()).isEqualTo(1);
        assertThat(held.detail())
                .isEqualTo("rule telemetry, KinesisAction on readings: Stream readings under account 1 not found.");
        Envelope envelope = resubmitted(held);
        assertThat(envelope.thing()).isEqualTo("gw-7");
        assertThat(envelope.receivedAt()).isEqualTo(NOW);
        assertThat(envelope.payload()).asString(UTF_8).startsWith("{\"rules_version\":\"1\"");
        assertThat(delivery(held).partitionKey()).isEqualTo("gw-7");
    }

    @Test
    void anAlarmWhoseRuleFailedGoesToTheAlertHandler() {
        assertThat(delivery(read(objects.ruleError("towers/gw-7/alarms", "{}"))).route())
                .isEqualTo(Route.ALERT_HANDLER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"towers/gw 7/telemetry", "towers/gw-7/receipts", "", "a/b/c/telemetry"})
    void aMessageOfATopicThatIsNoGatewaysCannotBePutBack(String topic) {
        HeldObject held = read(objects.ruleError(topic, "{}"));
        assertThat(held.reason()).isEqualTo(HeldReason.UNKNOWN);
        assertThat(held.messages()).isEmpty();
    }

    @Test
    void aBatchThatTheConsumerNeverTookIsEachOfItsRecords() {
        HeldObject held = read(objects.discardedBatch(
                envelope("gw-1", batch(reading("cab-1", 1, "20"), reading("cab-1", 2, "21"))),
                envelope("gw-2", "noise"),
                reading("cab-3", 1, "20").getBytes(UTF_8)));
        assertThat(held.reason()).isEqualTo(HeldReason.DISCARDED_BATCH);
        assertThat(held.count()).isEqualTo(4);
        assertThat(held.thing()).contains("several");
        assertThat(held.messages()).hasSize(3);
        assertThat(held.isBare()).isTrue();
        assertThat(held.messages().get(2).delivery("any").partitionKey()).isEqualTo("key-2");
        assertThat(held.messages().get(2).delivery("any").data())
                .isEqualTo(reading("cab-3", 1, "20").getBytes(UTF_8));
    }

    @Test
    void anInvocationThatFailedIsItsEvent() {
        HeldObject alarm = read(objects.failedInvocation(envelope("gw-1", "{}")));
        assertThat(alarm.reason()).isEqualTo(HeldReason.FAILED_INVOCATION);
        assertThat(alarm.detail()).contains("RetriesExhausted").contains("the table is gone");
        assertThat(delivery(alarm).route()).isEqualTo(Route.ALERT_HANDLER);
        assertThat(resubmitted(alarm).resubmittedFrom()).contains(alarm.key());

        HeldObject handover = read(objects.failedInvocation("{\"alarms\":[]}".getBytes(UTF_8)));
        assertThat(delivery(handover).data()).asString(UTF_8).isEqualTo("{\"alarms\":[]}");
    }

    @ParameterizedTest
    @CsvSource({
        "45.12345678901234567890123456789, 45.12345678901234567890123456789",
        "1e400, 1E+400",
        "-23.50, -23.50",
        "123456789012345678901234567890, 123456789012345678901234567890"
    })
    void aNumberOfAnInvocationThatFailedGoesBackWithAllItsDigits(String written, String sent) {
        String event = "{\"alarms\":[{\"value\":%s}]}";
        HeldObject handover = read(objects.put(
                "invocations/alert-handler/1.json", "{\"requestPayload\":" + event.formatted(written) + "}"));
        assertThat(delivery(handover).data()).asString(UTF_8).isEqualTo(event.formatted(sent));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "null",
                "{}",
                "{\"envelope\":\"\"}",
                "{\"envelope\":5,\"reason\":\"invalid\"}",
                "{\"topic\":\"towers/gw-1/telemetry\",\"base64OriginalPayload\":\"?\"}",
                "{\"topic\":\"towers/gw-1/telemetry\",\"base64OriginalPayload\":5}",
                "{\"KinesisBatchInfo\":{}}",
                "{\"KinesisBatchInfo\":{},\"payload\":\"{\"}",
                "{\"KinesisBatchInfo\":{},\"payload\":{\"Records\":[{\"kinesis\":{\"data\":\"?\"}}]}}",
                "{\"KinesisBatchInfo\":{},\"payload\":{\"Records\":[{\"kinesis\":{\"data\":\"e30=\"}},{\"kinesis\":{}}]}}",
            })
    void whatIsOfNoKnownFormIsUnknownAndNoError(String content) {
        HeldObject held = read(objects.put("anything", content));
        assertThat(held.reason()).isEqualTo(HeldReason.UNKNOWN);
        assertThat(held.detail()).isNotBlank();
        assertThat(held.messages()).isEmpty();
    }

    private HeldObject read(String key) {
        return bucket.read(key).orElseThrow();
    }

    private static Delivery delivery(HeldObject held) {
        assertThat(held.messages()).hasSize(1);
        return held.messages().get(0).delivery(held.key());
    }

    private static Envelope resubmitted(HeldObject held) {
        return EnvelopeCodec.decode(delivery(held).data()).orElseThrow();
    }
}
