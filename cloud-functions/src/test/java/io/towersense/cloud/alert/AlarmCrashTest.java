package io.towersense.cloud.alert;

import static io.towersense.cloud.testing.TestCloud.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.cloud.testing.Alarms;
import io.towersense.cloud.testing.Items;
import io.towersense.cloud.testing.TestCloud;
import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An invocation that dies before or after each of its calls, and the one that Lambda makes of it afterwards. */
class AlarmCrashTest {
    private static final Instant LATER = START.plusSeconds(60);
    private static final AlarmEvent RAISED = Alarms.raised("a", 1, START);
    private static final AlarmEvent ACKNOWLEDGED = Alarms.event("a", 2, AlarmChange.ACKNOWLEDGED, START, LATER);
    private static final AlarmEvent CLEARED = Alarms.cleared("a", 3, START, LATER);

    @Test
    void aCrashAtAnyMomentLosesNothingAndRepeatsAtMostWhatWasTakenAndNotMarked() {
        int crashes = 0;
        while (isDeadAt(crashes)) {
            crashes++;
        }

        // Before and after: three reads, three writes, SNS, and the bus; for the change that people do not hear of
        // less.
        assertThat(crashes).isGreaterThan(30);
    }

    /** Whether there is such a moment in the three changes of the alarm. */
    private static boolean isDeadAt(int moment) {
        TestCloud cloud = new TestCloud();
        Mortality mortality = new Mortality(moment);
        cloud.dynamoDb.beforeRead(mortality::pass);
        cloud.dynamoDb.beforeUpdate(request -> mortality.pass());
        cloud.dynamoDb.afterUpdate(request -> mortality.pass());
        cloud.topic.before(mortality::pass);
        cloud.topic.meanwhile(mortality::pass);
        cloud.bus.before(mortality::pass);
        cloud.bus.meanwhile(mortality::pass);

        for (AlarmEvent event : List.of(RAISED, ACKNOWLEDGED, CLEARED)) {
            byte[] message = Alarms.from("gateway-1", START, event);
            AlertFunction handler = cloud.alertHandler();
            if (mortality.willStrike()) {
                try {
                    handler.handle(message);
                } catch (RuntimeException dead) {
                    mortality.resurrect();
                    cloud.alertHandler().handle(message);
                }
            } else {
                handler.handle(message);
            }
        }

        assertThat(cloud.topic.attributes("notification_id").stream().distinct())
                .as("told, dead at %s", moment)
                .containsExactly("a#1", "a#3");
        assertThat(cloud.bus.ids().stream().distinct())
                .as("put, dead at %s", moment)
                .containsExactly("a#1", "a#2", "a#3");
        assertThat(cloud.topic.published()).hasSizeLessThanOrEqualTo(3);
        assertThat(cloud.bus.ids()).hasSizeLessThanOrEqualTo(4);
        assertThat(Items.value(
                                cloud.tables
                                        .state("tower-1", "ALARM#temperature-high")
                                        .orElseThrow(),
                                "events_put")
                        .l())
                .singleElement()
                .satisfies(id -> assertThat(id.s()).isEqualTo("a#3"));
        return mortality.struck;
    }

    /** Everything fails from one moment on, until there is another life. */
    private static final class Mortality {
        private int left;
        private boolean struck;
        private boolean dead;

        Mortality(int moments) {
            left = moments;
        }

        void pass() {
            if (!struck && left-- == 0) {
                struck = true;
                dead = true;
            }
            if (dead) {
                throw new IllegalStateException("dead");
            }
        }

        boolean willStrike() {
            return !struck;
        }

        void resurrect() {
            dead = false;
        }
    }
}
