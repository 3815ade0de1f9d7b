package io.towersense.telemetry.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmEventTest {
    private static AlarmEvent.Builder event(String id, long revision, AlarmChange change) {
        return AlarmEvent.builder(id, revision, change).deviceId("d").rule("r");
    }

    @Test
    void aNotificationIsCalledAfterAlarmAndRevision() {
        assertThat(event("a-1", 7, AlarmChange.RAISED).build().notificationId()).isEqualTo("a-1#7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a#1"})
    void anAlarmIdHasNoHash(String id) {
        assertThatThrownBy(() -> event(id, 1, AlarmChange.RAISED).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("alarm_id: ");
    }

    @Test
    void revisionsBeginAtOne() {
        assertThatThrownBy(() -> event("a", 0, AlarmChange.RAISED).build()).hasMessageStartingWith("revision: ");
    }

    @Test
    void anAlarmHasADeviceAndARule() {
        assertThatThrownBy(() -> event("a", 1, AlarmChange.RAISED).deviceId("").build())
                .hasMessageStartingWith("device_id, rule: ");
        assertThatThrownBy(() -> event("a", 1, AlarmChange.RAISED).rule(" ").build())
                .hasMessageStartingWith("device_id, rule: ");
    }

    @Test
    void aClearSaysWhen() {
        assertThatThrownBy(() -> event("a", 1, AlarmChange.CLEARED)
                        .state(AlarmState.CLEARED)
                        .build())
                .hasMessageStartingWith("cleared_at: ");
        assertThatThrownBy(() -> event("a", 1, AlarmChange.RAISED)
                        .clearedAt(Optional.of(Instant.EPOCH))
                        .build())
                .hasMessageStartingWith("cleared_at: ");
    }

    @ParameterizedTest
    @EnumSource
    void onlyAClearLeavesTheAlarmCleared(AlarmChange change) {
        AlarmState other = change == AlarmChange.CLEARED ? AlarmState.RAISED : AlarmState.CLEARED;
        assertThatThrownBy(() -> event("a", 1, change)
                        .state(other)
                        .clearedAt(other == AlarmState.CLEARED ? Optional.of(Instant.EPOCH) : Optional.empty())
                        .build())
                .hasMessageStartingWith("state: ");
    }

    @Test
    void aCopyDiffersOnlyInWhatWasChanged() {
        AlarmEvent event = event("a", 1, AlarmChange.RAISED).text("one").build();
        assertThat(event.toBuilder().build()).isEqualTo(event);
        assertThat(event.withText("two").text()).isEqualTo("two");
    }

    @Test
    void severitiesAreOrderedWorstFirst() {
        assertThat(Severity.CRITICAL.isWorseThan(Severity.MAJOR)).isTrue();
        assertThat(Severity.MAJOR.isWorseThan(Severity.MINOR)).isTrue();
        assertThat(Severity.MINOR.isWorseThan(Severity.WARNING)).isTrue();
        assertThat(Severity.WARNING.isWorseThan(Severity.WARNING)).isFalse();
    }
}
