package io.towersense.cloud.alert;

import static io.towersense.cloud.testing.Alarms.cleared;
import static io.towersense.cloud.testing.Alarms.event;
import static io.towersense.cloud.testing.Alarms.raised;
import static io.towersense.cloud.testing.TestCloud.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.amazonaws.services.lambda.runtime.Context;
import io.towersense.cloud.event.EventsNotPutException;
import io.towersense.cloud.handover.AlarmHandover;
import io.towersense.cloud.testing.Alarms;
import io.towersense.cloud.testing.Events;
import io.towersense.cloud.testing.TestCloud;
import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.codec.AlarmCodec;
import io.towersense.telemetry.message.MessageId;
import io.towersense.telemetry.message.Receipt;
import io.towersense.telemetry.rule.StandingRule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AlarmReceiptTest {
    private static final AlarmEvent RAISED = raised("a", 1, START);
    private static final AlarmEvent CLEARED = cleared("a", 2, START, START.plusSeconds(60));

    private final TestCloud cloud = new TestCloud();
    private final AlertFunction handler = cloud.alertHandler();

    @Test
    void anAlarmIsAnsweredAfterPeopleWereTold() {
        List<Integer> toldBefore = new ArrayList<>();
        cloud.gateways.before(request -> toldBefore.add(cloud.topic.published().size()));

        give(RAISED);

        assertThat(toldBefore).containsExactly(1);
        assertThat(received()).containsExactly(stored(RAISED));
    }

    @Test
    void anAlarmThatComesAgainIsAnsweredAgain() {
        give(RAISED);
        give(RAISED);

        assertThat(received()).containsExactly(stored(RAISED), stored(RAISED));
        assertThat(cloud.topic.published()).hasSize(1);
    }

    @Test
    void anAlarmThatANewerOneOvertookIsAnsweredAsStored() {
        give(CLEARED);
        give(RAISED);

        assertThat(received()).containsExactly(stored(CLEARED), stored(RAISED));
    }

    @Test
    void whatSnsDidNotTakeIsNotAnsweredUntilPeopleAreTold() {
        cloud.topic.failNext(1);

        assertThatThrownBy(() -> give(RAISED)).isInstanceOf(SdkException.class);
        assertThat(cloud.gateways.calls()).isZero();

        give(RAISED);
        assertThat(received()).containsExactly(stored(RAISED));
    }

    @Test
    void whatTheEventBusHasYetToGetKeepsNoGatewayWaiting() {
        cloud.bus.failNext(1);

        assertThatThrownBy(() -> give(RAISED)).isInstanceOf(EventsNotPutException.class);

        assertThat(received()).containsExactly(stored(RAISED));
    }

    @Test
    void anAlarmThatAnotherInvocationIsStillTellingIsNotAnswered() {
        AtomicInteger busy = new AtomicInteger();
        cloud.topic.meanwhile(() -> {
            assertThatThrownBy(() -> giveWithinTenSeconds(RAISED)).isInstanceOf(BusyException.class);
            busy.incrementAndGet();
            assertThat(cloud.gateways.calls()).isZero();
        });

        give(RAISED);

        assertThat(busy).hasValue(1);
        assertThat(received()).containsExactly(stored(RAISED));
    }

    @Test
    void anAlarmThatNobodyCanReadIsAnsweredAsOneInQuarantine() {
        byte[] noise = "not json".getBytes(UTF_8);

        handler.handle(Events.enveloped("gateway-1", START, noise));

        assertThat(received()).containsExactly(new Receipt(MessageId.of(noise), 0, 1));
        assertThat(cloud.quarantine.keys()).hasSize(1);
    }

    @Test
    void anAlarmOfAForeignDeviceIsAnsweredAsOneInQuarantine() {
        handler.handle(Alarms.from("gateway-2", START, RAISED));

        give(CLEARED);

        assertThat(received()).containsExactly(new Receipt(id(CLEARED), 0, 1));
        assertThat(cloud.quarantine.keys()).hasSize(1);
    }

    @Test
    void aGatewayCannotTakeOverTheCloudsAlarmOfAnothersSilence() {
        AlarmEvent silence = RAISED.toBuilder()
                .deviceId("gateway-2")
                .rule(StandingRule.GATEWAY_SILENT)
                .build();

        give(silence);

        assertThat(received()).containsExactly(quarantined(silence));
        assertThat(cloud.quarantine.contents()).singleElement().satisfies(kept -> {
            assertThat(kept.get("reason").asText()).isEqualTo("invalid");
            assertThat(kept.get("detail").asText()).startsWith("rule: gateway-silent is the cloud's own alarm");
        });
        assertThat(cloud.tables.state("gateway-2", "ALARM#gateway-silent")).isEmpty();
        assertThat(cloud.tables.state("gateway-2", "DEVICE")).isEmpty();
        assertThat(cloud.topic.published()).isEmpty();
    }

    @Test
    void anAlarmOfAGatewayThatLostItsOutboxIsNotAnsweredAsStoredWhenItIsNot() {
        AlarmEvent last = cleared("a", 6, START, START.plusSeconds(60));
        AlarmEvent anew = raised("b", 1, START.plusSeconds(120));
        give(raised("a", 5, START));
        give(last);

        give(anew);
        give(anew);

        assertThat(received()).endsWith(stored(last), quarantined(anew), quarantined(anew));
        assertThat(cloud.topic.attributes("notification_id")).containsExactly("a#5", "a#6");
        assertThat(cloud.quarantine.contents()).singleElement().satisfies(kept -> {
            assertThat(kept.get("reason").asText()).isEqualTo("stale_revision");
            assertThat(kept.get("detail").asText())
                    .startsWith("revision 1 of a new alarm, after revision 6: the gateway has lost its outbox")
                    .endsWith("delete item (tower-1, ALARM#temperature-high) of the state table");
            assertThat(Base64.getDecoder().decode(kept.get("envelope").asText()))
                    .isEqualTo(Alarms.from("gateway-1", START, anew));
        });
    }

    @Test
    void aGatewayThatLostItsOutboxIsHeardAgainOnceTheAlarmsItemIsDeleted() {
        give(raised("a", 5, START));
        give(raised("b", 1, START.plusSeconds(120)));
        cloud.tables
                .client()
                .deleteItem(request -> request.tableName(cloud.tables.state())
                        .key(Map.of(
                                "device_id", AttributeValue.fromS("tower-1"),
                                "record", AttributeValue.fromS("ALARM#temperature-high"))));

        give(event("b", 2, AlarmChange.SEVERITY_CHANGED, START.plusSeconds(120), START.plusSeconds(180)));

        assertThat(cloud.topic.attributes("notification_id")).containsExactly("a#5", "b#2");
    }

    @Test
    void theLastKnownRevisionOfAnotherAlarmIsNoDuplicateThoughTheGatewaysClockIsWrong() {
        AlarmEvent anew = raised("b", 1, START.minusSeconds(3600));
        give(RAISED);

        give(anew);

        assertThat(received()).containsExactly(stored(RAISED), quarantined(anew));
    }

    @Test
    void theEndOfAnAlarmInQuarantineIsToldAndNothingElseOfItGoesThere() {
        AlarmEvent anew = raised("b", 1, START.plusSeconds(120));
        AlarmEvent end = cleared("b", 2, START.plusSeconds(120), START.plusSeconds(180));
        give(cleared("a", 6, START, START.plusSeconds(60)));
        give(anew);

        give(end);
        give(anew);

        assertThat(received()).endsWith(quarantined(anew), stored(end), stored(anew));
        assertThat(cloud.topic.attributes("notification_id")).containsExactly("a#6", "b#2");
    }

    @Test
    void anAlarmThatWasOvertakenWholeIsAnsweredAsStored() {
        AlarmEvent overtaken = raised("b", 3, START.plusSeconds(60));
        give(raised("c", 5, START.plusSeconds(120)));

        give(overtaken);

        assertThat(received()).endsWith(stored(overtaken));
        assertThat(cloud.quarantine.keys()).isEmpty();
    }

    @Test
    void anEarlierAlarmThatComesAgainAfterTheClockWentBackIsAnsweredAsStored() {
        AlarmEvent earlier = raised("a", 1, START);
        give(earlier);
        give(raised("b", 3, START.minusSeconds(3600)));

        give(earlier);

        assertThat(received()).endsWith(stored(earlier));
        assertThat(cloud.quarantine.keys()).isEmpty();
    }

    @Test
    void whatPeopleHaveYetToHearIsToldThoughTheNextAlarmGoesToQuarantine() {
        AlarmEvent last = cleared("a", 6, START, START.plusSeconds(60));
        cloud.topic.failNext(1);
        assertThatThrownBy(() -> give(last)).isInstanceOf(SdkException.class);

        give(raised("b", 1, START.plusSeconds(120)));

        assertThat(cloud.topic.attributes("notification_id")).containsExactly("a#6");
    }

    @Test
    void anAlarmThatIsNotYetInQuarantineForItsRevisionIsNotAnswered() {
        give(CLEARED);
        cloud.quarantine.failNext(1);

        assertThatThrownBy(() -> give(raised("b", 1, START.plusSeconds(120)))).isInstanceOf(SdkException.class);

        assertThat(received()).containsExactly(stored(CLEARED));
    }

    @Test
    void anAlarmToldWhenTheTimeForWaitingWasUpIsAnsweredAllTheSame() throws IOException {
        cloud.topic.meanwhile(() -> cloud.clock.advance(Duration.ofSeconds(8)));

        giveWithinTenSeconds(RAISED);

        assertThat(received()).containsExactly(stored(RAISED));
    }

    @Test
    void aReceiptIsNotPublishedAtTheVeryEndOfAnInvocation() throws IOException {
        cloud.topic.meanwhile(() -> cloud.clock.advance(Duration.ofSeconds(9)));

        giveWithinTenSeconds(RAISED);

        assertThat(cloud.topic.published()).hasSize(1);
        assertThat(cloud.gateways.calls()).isZero();
    }

    @Test
    void whatIsNotYetInQuarantineIsNotAnswered() {
        cloud.quarantine.failNext(1);

        assertThatThrownBy(() -> handler.handle(Events.enveloped("gateway-1", START, "not json".getBytes(UTF_8))))
                .isInstanceOf(SdkException.class);
        assertThat(cloud.gateways.calls()).isZero();
    }

    @Test
    void whatTheConsumerHandedOverAndABareReadingAreAnsweredNobody() {
        AlarmHandover.encode(List.of(RAISED)).forEach(handler::handle);
        handler.handle(Events.reading("tower-1", START, 51.5));

        assertThat(cloud.topic.published()).isNotEmpty();
        assertThat(cloud.gateways.calls()).isZero();
    }

    @Test
    void aReceiptThatIotCoreDoesNotTakeChangesNothingElse() {
        cloud.gateways.failNext(1);

        assertThat(new String(handler.handle(Alarms.from("gateway-1", START, RAISED)), UTF_8))
                .isEqualTo("{\"notified\":1}");
        assertThat(received()).isEmpty();
    }

    private void give(AlarmEvent event) {
        handler.handle(Alarms.from("gateway-1", START, event));
    }

    /** To another container, in an invocation that lasts ten seconds. */
    private void giveWithinTenSeconds(AlarmEvent event) throws IOException {
        Context context = mock(Context.class);
        when(context.getRemainingTimeInMillis()).thenReturn(10_000);
        cloud.alertHandler()
                .handleRequest(
                        new ByteArrayInputStream(Alarms.from("gateway-1", START, event)),
                        OutputStream.nullOutputStream(),
                        context);
    }

    private List<Receipt> received() {
        return cloud.gateways.receipts("towers/gateway-1/receipts");
    }

    private static Receipt stored(AlarmEvent event) {
        return new Receipt(id(event), 1, 0);
    }

    private static Receipt quarantined(AlarmEvent event) {
        return new Receipt(id(event), 0, 1);
    }

    private static String id(AlarmEvent event) {
        return MessageId.of(AlarmCodec.encode(event));
    }
}
