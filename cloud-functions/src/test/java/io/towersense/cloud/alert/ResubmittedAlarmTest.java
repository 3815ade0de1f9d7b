package io.towersense.cloud.alert;

import static io.towersense.cloud.testing.Events.enveloped;
import static io.towersense.cloud.testing.Events.reading;
import static io.towersense.cloud.testing.Events.resubmitted;
import static io.towersense.cloud.testing.TestCloud.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.cloud.testing.Alarms;
import io.towersense.cloud.testing.Events;
import io.towersense.cloud.testing.TestCloud;
import io.towersense.telemetry.codec.AlarmCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResubmittedAlarmTest {
    private final TestCloud cloud = new TestCloud();
    private final byte[] event = AlarmCodec.encode(Alarms.raised("alarm-1", 1, START));

    @Test
    void itIsMergedByItsRevisionAndToldOnce() {
        cloud.alertHandler().handle(resubmitted("key", "gateway-1", START, event));
        assertThat(cloud.tables.state("tower-1", "DEVICE").orElseThrow())
                .containsKey("thing")
                .doesNotContainKey("last_seen");
        cloud.alertHandler().handle(enveloped("gateway-1", START, event));

        assertThat(cloud.topic.attributes("notification_id")).containsExactly("alarm-1#1");
    }

    @Test
    void oneThatIsForeignAgainDoesNotTakeThePlaceOfTheObjectThatIsAboutToBeDeleted() {
        cloud.consumer()
                .handleRequest(Events.of(START, enveloped("gateway-1", START, reading("tower-1", START, 20))), null);
        cloud.alertHandler().handle(enveloped("gateway-2", START, event));
        String first = cloud.quarantine.keys().get(0);

        cloud.alertHandler().handle(resubmitted(first, "gateway-2", START, event));
        cloud.alertHandler().handle(resubmitted(first, "gateway-2", START, event));

        assertThat(cloud.quarantine.keys()).hasSize(2).contains(first);
        assertThat(cloud.quarantine.contents().stream()
                        .map(kept -> kept.path("resubmitted_from").asText()))
                .containsExactlyInAnyOrderElementsOf(List.of("", first));
    }
}
