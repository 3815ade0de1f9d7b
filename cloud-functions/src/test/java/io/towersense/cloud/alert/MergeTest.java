package io.towersense.cloud.alert;

import static io.towersense.cloud.testing.TestCloud.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.cloud.testing.Alarms;
import io.towersense.cloud.testing.FaultyDynamoDb;
import io.towersense.cloud.testing.Items;
import io.towersense.cloud.testing.TestCloud;
import io.towersense.telemetry.alarm.AlarmEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Alarm events in any order, any number of times, with anything failing. */
class MergeTest {
    @Property(tries = 40)
    void inWhateverOrderTheyComeNothingIsToldOrPutTwiceAndEveryClearAndTheLastAre(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int alarms) {
        TestCloud cloud = new TestCloud();
        Random random = new Random(seed);
        List<AlarmEvent> events = new ArrayList<>();
        Instant time = START;
        for (int alarm = 0; alarm < alarms; alarm++) {
            Instant raisedAt = time.plusSeconds(1);
            events.add(Alarms.raised("alarm-" + alarm, events.size() + 1, raisedAt));
            time = raisedAt.plusSeconds(1);
            if (alarm < alarms - 1 || random.nextBoolean()) {
                events.add(Alarms.cleared("alarm-" + alarm, events.size() + 1, raisedAt, time));
            }
        }
        AlarmEvent last = events.get(events.size() - 1);
        List<AlarmEvent> deliveries = new ArrayList<>(events);
        for (int i = 0; i < events.size(); i++) {
            deliveries.add(events.get(random.nextInt(events.size())));
        }
        Collections.shuffle(deliveries, random);
        cloud.topic.before(() -> failNowAndThen(random));
        cloud.bus.before(() -> failNowAndThen(random));
        cloud.bus.refuse(id -> random.nextInt(5) == 0);
        cloud.dynamoDb.beforeRead(() -> failNowAndThen(random));

        deliveries.forEach(event -> deliver(cloud, event));

        List<String> told = cloud.topic.attributes("notification_id");
        assertThat(told).doesNotHaveDuplicates().contains(last.notificationId());
        assertThat(cloud.bus.ids())
                .doesNotHaveDuplicates()
                .contains(last.notificationId())
                .containsAll(told);
        for (AlarmEvent event : events) {
            if (event.clearedAt().isPresent()) {
                // Whatever overtook what: each alarm that is over was told to be over, and after its raise if at all.
                assertThat(told).contains(event.notificationId());
                int raise = told.indexOf(event.alarmId() + "#" + (event.revision() - 1));
                assertThat(raise).isLessThan(told.indexOf(event.notificationId()));
            }
        }
        assertThat(cloud.quarantine.keys()).isEmpty();
        assertThat(Items.number(
                        cloud.tables.state("tower-1", "ALARM#temperature-high").orElseThrow(), "notified_revision"))
                .isEqualByComparingTo(Long.toString(last.revision()));
    }

    /** As Lambda does, until it goes well. */
    private static void deliver(TestCloud cloud, AlarmEvent event) {
        AlertFunction handler = cloud.alertHandler();
        for (int tries = 0; tries < 1_000; tries++) {
            try {
                handler.handle(Alarms.from("gateway-1", cloud.clock.now(), event));
                return;
            } catch (RuntimeException e) {
                assertThat(e).hasMessageMatching("injected.*|alarm .* are not on bus .*");
            }
        }
        throw new AssertionError("it never went well");
    }

    private static void failNowAndThen(Random random) {
        if (random.nextInt(5) == 0) {
            throw FaultyDynamoDb.error("InternalServerError", 500);
        }
    }
}
