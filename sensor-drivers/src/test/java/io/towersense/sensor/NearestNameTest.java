package io.towersense.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("temperature", "humidity", "pressure", "T1");

    @Test
    void findsTheNameWithALetterMissingSwappedOrInAnotherCase() {
        assertThat(NearestName.of("temprature", KNOWN)).contains("temperature");
        assertThat(NearestName.of("huimdity", KNOWN)).contains("humidity");
        assertThat(NearestName.of("PRESSURE", KNOWN)).contains("pressure");
        assertThat(NearestName.of("T2", KNOWN)).contains("T1");
    }

    @Test
    void doesNotGuessWhereNothingIsNear() {
        assertThat(NearestName.of("colour", KNOWN)).isEmpty();
        assertThat(NearestName.of("temperature", List.of())).isEmpty();
        assertThat(NearestName.hint("colour", KNOWN)).isEmpty();
    }

    @Test
    void theHintAsksInAPersonsWords() {
        assertThat(NearestName.hint("humidty", KNOWN)).isEqualTo("; did you mean 'humidity'?");
    }
}
