package io.towersense.cloud.consumer;

import static io.towersense.cloud.testing.TestCloud.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.telemetry.reading.Reading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadingWriteTest {
    private static final Message MESSAGE =
            new Message(new StreamRecord(0, "1", new byte[0], START), Optional.empty(), START, false, Optional.empty());

    @Test
    void ofOneIdentityTheLastIsFirstAndNoneIsForgotten() {
        List<ReadingWrite> writes = ReadingWrite.fold(List.of(arrival(0), arrival(1), arrival(2)));

        assertThat(writes)
                .singleElement()
                .satisfies(write ->
                        assertThat(write.all()).extracting(Arrival::index).containsExactly(2, 1, 0));
    }

    @Test
    void aFloodOfOneIdentityCostsNoMoreThanItsLength() {
        List<Arrival> flood = new ArrayList<>();
        for (int i = 0; i < 300_000; i++) {
            flood.add(arrival(i));
        }

        assertThat(ReadingWrite.fold(flood)).hasSize(1);
        assertThat(ReadingWrite.fold(flood).get(0).all()).hasSize(300_000);
    }

    private static Arrival arrival(int index) {
        return new Arrival(MESSAGE, index, Reading.of("tower-1", START, Map.of("temperature", BigDecimal.TEN)));
    }
}
