package io.towersense.cloud.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;

class IotDataClientsTest {
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stop() {
        logger().detachAppender(log);
    }

    @Test
    void withoutAnEndpointThereIsNoClientAndOneWarningThatNamesTheVariable() {
        assertThat(IotDataClients.at(
                        Optional.empty(),
                        mock(SdkHttpClient.class),
                        ClientOverrideConfiguration.builder().build()))
                .isEmpty();
        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage()).startsWith("IOT_DATA_ENDPOINT is not set");
        });
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(IotDataClients.class);
    }
}
