package io.towersense.local.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailedInvocationTest {
    @Test
    void anEventsNumbersKeepAllTheirDigits() {
        String event = "{\"value\":45.12345678901234567890123456789,\"threshold\":45.00}";
        FailedInvocation invocation = new FailedInvocation(
                "alerts", "1", event.getBytes(UTF_8), 3, new IllegalStateException("SNS is away"), Instant.EPOCH);

        assertThat(invocation.document().get("requestPayload")).hasToString(event);
    }
}
