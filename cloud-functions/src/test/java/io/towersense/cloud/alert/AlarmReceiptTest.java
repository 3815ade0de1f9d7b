package io.towersense.cloud.alert;

import static io.towersense.cloud.testing.Alarms.cleared;
import static io.towersense.cloud.testing.Alarms.raised;
import static io.towersense.cloud.testing.TestCloud.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.amazonaws.services.lambda.runtime.Context;
import io.towersense.cloud.handover.AlarmHandover;
import io.towersense.cloud.testing.Alarms;
import io.towersense.cloud.testing.Events;
import io.towersense.cloud.testing.TestCloud;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.codec.AlarmCodec;
import io.towersense.telemetry.message.MessageId;
import io.towersense.telemetry.message.Receipt;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

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
    void anAlarmThatAnotherInvocationIsStillTellingIsNotAnswered() {
        Context soonOver = mock(Context.class);
        when(soonOver.getRemainingTimeInMillis()).thenReturn(10_000);
        AtomicInteger busy = new AtomicInteger();
        cloud.topic.meanwhile(() -> {
            InputStream same = new ByteArrayInputStream(Alarms.from("gateway-1", START, RAISED));
            assertThatThrownBy(
                            () -> cloud.alertHandler().handleRequest(same, OutputStream.nullOutputStream(), soonOver))
                    .isInstanceOf(BusyException.class);
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

    private List<Receipt> received() {
        return cloud.gateways.receipts("towers/gateway-1/receipts");
    }

    private static Receipt stored(AlarmEvent event) {
        return new Receipt(id(event), 1, 0);
    }

    private static String id(AlarmEvent event) {
        return MessageId.of(AlarmCodec.encode(event));
    }
}
