package io.towersense.cloud.alert;

import static io.towersense.cloud.metric.OperationsMetric.ALARM_CHANGES;
import static io.towersense.cloud.metric.OperationsMetric.RECORDS_QUARANTINED;
import static io.towersense.cloud.testing.Alarms.raised;
import static io.towersense.cloud.testing.TestCloud.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.cloud.testing.Alarms;
import io.towersense.cloud.testing.Events;
import io.towersense.cloud.testing.TestCloud;
import io.towersense.telemetry.alarm.AlarmChange;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

class AlertMetricsTest {
    private final TestCloud cloud = new TestCloud();
    private final AlertFunction handler = cloud.alertHandler();

    @Test
    void aChangeIsCountedWhenPeopleAreToldAndNotWhenItComesAgain() {
        handler.handle(Alarms.from("gateway-1", START, raised("a", 1, START)));
        handler.handle(Alarms.from("gateway-1", START, raised("a", 1, START)));

        assertThat(cloud.operations.values(ALARM_CHANGES)).containsExactly(1L);
    }

    @Test
    void theChangesOfOneTellingAreOneLine() {
        cloud.topic.failNext(1);
        assertThatThrownBy(() -> handler.handle(Alarms.from("gateway-1", START, raised("a", 1, START))))
                .isInstanceOf(SdkException.class);

        handler.handle(Alarms.from(
                "gateway-1", START, Alarms.event("a", 2, AlarmChange.SEVERITY_CHANGED, START, START.plusSeconds(1))));

        assertThat(cloud.topic.published()).hasSize(2);
        assertThat(cloud.operations.values(ALARM_CHANGES)).containsExactly(2L);
    }

    @Test
    void aChangeThatNobodyCouldBeToldIsNotCounted() {
        cloud.topic.failNext(1);

        assertThatThrownBy(() -> handler.handle(Alarms.from("gateway-1", START, raised("a", 1, START))))
                .isInstanceOf(SdkException.class);

        assertThat(cloud.operations.lines()).isEmpty();
    }

    @Test
    void whatGoesToQuarantineIsCounted() {
        handler.handle(Events.enveloped("gateway-1", START, "nonsense".getBytes(UTF_8)));

        assertThat(cloud.operations.values(RECORDS_QUARANTINED)).containsExactly(1L);
        assertThat(cloud.operations.values(ALARM_CHANGES)).isEmpty();
    }

    @Test
    void whoOnlyKeepsItAwakeGivesItNothingToDo() {
        handler.handle("{\"alarms\":[]}".getBytes(UTF_8));

        assertThat(cloud.topic.attributes("notification_id")).isEmpty();
        assertThat(cloud.quarantine.keys()).isEmpty();
        assertThat(cloud.operations.lines()).isEmpty();
    }
}
