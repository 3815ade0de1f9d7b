package io.towersense.cloud.alarm;

import static io.towersense.cloud.testing.TestCloud.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.cloud.testing.Alarms;
import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.engine.RuleState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventBacklogTest {
    private static final AlarmRecord NONE = AlarmRecord.none("tower-1", "temperature-high");
    private static final RuleState STATE = new RuleState(List.of(), Optional.empty(), 3, Optional.empty());

    @Test
    void severalChangesOfOneJudgementAreAllOwedInTheirOrder() {
        AlarmRecord record = NONE.judged(
                STATE,
                START,
                List.of(
                        Alarms.raised("a", 1, START),
                        Alarms.cleared("a", 2, START, START),
                        Alarms.raised("b", 3, START)));

        assertThat(ids(record)).containsExactly("a#1", "a#2", "b#3");
        assertThat(record.events().waiting()).hasSize(2);
    }

    @Test
    void aJudgementWithoutAChangeOwesNothingMore() {
        AlarmRecord record = NONE.judged(STATE, START, List.of(Alarms.raised("a", 1, START)));

        assertThat(ids(record.judged(STATE, START.plusSeconds(1), List.of()))).containsExactly("a#1");
    }

    @Test
    void whatIsOnTheBusLeavesTheItemWithTheNextChange() {
        AlarmRecord record =
                NONE.judged(STATE, START, List.of(Alarms.raised("a", 1, START), Alarms.cleared("a", 2, START, START)));
        AlarmRecord put = record.stored(
                1, Told.NOTHING, record.events().withPut(record.putWith(List.of("a#1", "a#2", "other#1"))));

        AlarmRecord next = put.judged(STATE, START, List.of(Alarms.raised("b", 3, START)));

        assertThat(put.events().put()).containsExactly("a#1", "a#2");
        assertThat(ids(put)).isEmpty();
        assertThat(ids(next)).containsExactly("b#3");
        assertThat(next.events().waiting()).isEmpty();
        assertThat(next.putWith(List.of("b#3"))).containsExactly("b#3");
    }

    @Test
    void aMarkThatCameWhileTheItemChangedIsMinded() {
        AlarmRecord before = NONE.judged(STATE, START, List.of(Alarms.raised("a", 1, START)));
        AlarmRecord changed =
                before.judged(STATE, START, List.of(Alarms.event("a", 2, AlarmChange.SEVERITY_CHANGED, START, START)));

        AlarmRecord read = changed.stored(2, Told.NOTHING, changed.events().withPut(before.putWith(List.of("a#1"))));

        assertThat(changed.events().waiting()).hasSize(1);
        assertThat(ids(read)).containsExactly("a#2");
    }

    private static List<String> ids(AlarmRecord record) {
        return record.toPut().stream().map(OwnedChange::id).toList();
    }
}
