package io.towersense.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {
    private final List<Integer> tried = new ArrayList<>();

    private int takenTimes(int times, int port) throws IOException {
        tried.add(port);
        if (tried.size() <= times) {
            throw Ports.inUse(port, new IOException("taken meanwhile"));
        }
        return port;
    }

    @Test
    void aFreePortThatSomebodyTookMeanwhileIsReplacedByAnother() throws Exception {
        int port = Ports.start(0, free -> takenTimes(2, free));
        assertThat(tried).hasSize(3).endsWith(port).doesNotContain(0);
    }

    @Test
    void freePortsThatAreAlwaysTakenAreAnErrorInTheEnd() {
        assertThatThrownBy(() -> Ports.start(0, free -> takenTimes(100, free)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is in use");
        assertThat(tried).hasSize(5);
    }

    @Test
    void aPortThatWasAskedForIsTriedOnce() throws Exception {
        int asked = Ports.choose(0);
        assertThatThrownBy(() -> Ports.start(asked, port -> takenTimes(1, port)))
                .hasMessageContaining("port " + asked + " on 127.0.0.1 is in use");
        assertThat(tried).containsExactly(asked);
    }
}
