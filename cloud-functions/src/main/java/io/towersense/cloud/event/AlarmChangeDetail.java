package io.towersense.cloud.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.towersense.cloud.alarm.OwnedChange;
import io.towersense.cloud.text.PlainText;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.codec.AlarmCodec;
import io.towersense.telemetry.value.PrintableText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/** The {@code detail} of an event: the alarm event as it is, then what it means in the words of both standards. */
final class AlarmChangeDetail {
    private static final String SCHEMA_VERSION = "1.0";
    private static final int LONGEST_TEXT = 500;
    private static final int BITS_OF_A_LONG = 63;
    private static final JsonFactory JSON = new JsonFactory();

    private AlarmChangeDetail() {}

    static String of(OwnedChange change) {
        AlarmEvent event = fit(change.event());
        StringWriter detail = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(detail)) {
            json.writeStartObject();
            json.writeStringField("schema_version", SCHEMA_VERSION);
            json.writeStringField("notification_id", event.notificationId());
            AlarmCodec.writeFields(json, event);
            if (change.thing().isPresent()) {
                json.writeStringField("thing", change.thing().get());
            }
            Rfc8632Alarm.write(json, event);
            X733Alarm.write(json, event);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return detail.toString();
    }

    /** The same event with texts of a length that is known, and numbers that EventBridge takes. */
    private static AlarmEvent fit(AlarmEvent event) {
        return event.toBuilder()
                .text(PlainText.line(event.text(), LONGEST_TEXT))
                .operator(event.operator().map(name -> PlainText.line(name, PrintableText.LONGEST)))
                .value(event.value().map(AlarmChangeDetail::fit))
                .threshold(event.threshold().map(AlarmChangeDetail::fit))
                .build();
    }

    /** EventBridge refuses whole numbers that a long does not hold; with a fraction of zero it is no whole number. */
    private static BigDecimal fit(BigDecimal number) {
        boolean tooLong = number.scale() == 0 && number.unscaledValue().bitLength() > BITS_OF_A_LONG;
        return tooLong ? number.setScale(1) : number;
    }
}
