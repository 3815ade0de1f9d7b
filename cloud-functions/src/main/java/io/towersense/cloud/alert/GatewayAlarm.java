package io.towersense.cloud.alert;

import io.towersense.cloud.text.PlainText;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.codec.AlarmCodec;
import io.towersense.telemetry.codec.UndecodableException;
import io.towersense.telemetry.rule.StandingRule;
import io.towersense.telemetry.value.Identifier;
import io.towersense.telemetry.value.PrintableText;
import java.util.Optional;

/** An alarm event from outside, checked beyond its form: what goes into messages and attributes is fit for them. */
final class GatewayAlarm {
    private static final int LONGEST_TEXT = 500;

    private GatewayAlarm() {}

    /**
     * Reads the event. Its sentence is cut where it is too long; everything else is right or wrong.
     *
     * @throws UndecodableException if it is no alarm event, or one with a field that is not fit; the message names it
     * @throws CloudsAlarmException if it is of an alarm that only the cloud judges
     */
    static AlarmEvent decode(byte[] payload) {
        AlarmEvent event = AlarmCodec.decode(payload);
        requireIdentifier("site_id", event.siteId());
        requireIdentifier("metric", event.metric());
        if (!PrintableText.isPrintable(event.alarmId())) {
            throw new UndecodableException("alarm_id: is not 1 to 128 printable characters");
        }
        if (event.rule().equals(StandingRule.GATEWAY_SILENT)) {
            throw new CloudsAlarmException(event.rule());
        }
        return event.toBuilder()
                .text(PlainText.line(event.text(), LONGEST_TEXT))
                .operator(event.operator().map(name -> PlainText.line(name, PrintableText.LONGEST)))
                .build();
    }

    private static void requireIdentifier(String field, Optional<String> text) {
        text.filter(value -> !Identifier.isIdentifier(value)).ifPresent(value -> {
            throw new UndecodableException(field + ": is not " + Identifier.DESCRIPTION);
        });
    }
}
