package io.towersense.cloud.event;

import static io.towersense.cloud.testing.TestCloud.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import ch.qos.logback.classic.Level;
import io.towersense.cloud.alarm.OwnedChange;
import io.towersense.cloud.testing.Alarms;
import io.towersense.cloud.testing.Bus;
import io.towersense.cloud.testing.Log;
import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventBusTest {
    private final Bus client = new Bus();
    private final EventBus bus = new EventBus(Optional.of(client), Optional.of("towersense"));

    @Test
    void moreThanACallTakesIsSeveralCallsInOrder() {
        PutOutcome outcome = bus.put(changes(33));

        assertThat(client.calls()).isEqualTo(4);
        assertThat(client.ids()).hasSize(33).startsWith("a#1", "a#2").endsWith("a#33");
        assertThat(outcome.put()).isEqualTo(client.ids());
        assertThat(outcome.trouble()).isEmpty();
    }

    @Test
    void theOutcomeNamesWhatWasTakenAndWhyTheRestWasNot() {
        client.refuse(id -> id.equals("a#2") || id.equals("a#12"));

        PutOutcome outcome = bus.put(changes(13));

        assertThat(outcome.put()).hasSize(11).doesNotContain("a#2", "a#12").endsWith("a#13");
        assertThat(outcome.trouble().orElseThrow())
                .hasMessageContaining("2 of 13 events are not on bus towersense (ThrottlingException: Rate exceeded)");
    }

    @Test
    void aCallThatFailsIsTheLast() {
        client.failNext(1);

        assertThat(bus.put(changes(13)).put()).isEmpty();
        PutOutcome second = bus.put(changes(1));

        assertThat(client.calls()).isEqualTo(1);
        assertThat(second.trouble().orElseThrow()).hasMessageContaining("EventBridge is out of reach");
    }

    @Test
    void aChangeThatCannotBeAnEventKeepsNoOtherFromTheBusAndIsNotTriedForEver() {
        AlarmEvent broken = mock(AlarmEvent.class);
        when(broken.notificationId()).thenReturn("a#2");
        when(broken.toBuilder()).thenThrow(new IllegalStateException("broken"));
        List<OwnedChange> changes = new ArrayList<>(changes(3));
        changes.set(1, new OwnedChange(broken, Optional.of("g")));

        try (Log log = Log.of(EventBus.class)) {
            PutOutcome outcome = bus.put(changes);

            assertThat(client.ids()).containsExactly("a#1", "a#3");
            assertThat(outcome.put()).containsExactlyInAnyOrder("a#1", "a#2", "a#3");
            assertThat(outcome.trouble()).isEmpty();
            assertThat(log.lines(Level.ERROR))
                    .singleElement()
                    .satisfies(line ->
                            assertThat(line).startsWith("a#2 cannot be an event, and bus towersense never gets it"));
        }
    }

    @Test
    void nothingToPutIsNoCall() {
        assertThat(bus.put(List.of())).isEqualTo(new PutOutcome(List.of(), Optional.empty()));
        assertThat(client.calls()).isZero();
    }

    @Test
    void withoutANameOrAClientThereIsNoBusAndNothingIsOwed() {
        for (EventBus none : List.of(
                new EventBus(Optional.of(client), Optional.empty()),
                new EventBus(Optional.empty(), Optional.of("towersense")))) {
            assertThat(none.exists()).isFalse();
            assertThat(none.put(changes(2)).put()).containsExactly("a#1", "a#2");
        }
        assertThat(client.calls()).isZero();
    }

    private static List<OwnedChange> changes(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(revision -> new OwnedChange(
                        Alarms.event("a", revision, AlarmChange.SEVERITY_CHANGED, START, START), Optional.of("g")))
                .toList();
    }
}
