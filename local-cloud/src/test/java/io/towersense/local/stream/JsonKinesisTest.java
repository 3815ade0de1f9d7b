package io.towersense.local.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;

class JsonKinesisTest {
    private static final String CBOR = "aws.cborEnabled";

    private final KinesisClient client = mock();

    /** A build that begins, and lasts until it is let go on. */
    private KinesisClientBuilder builder(CompletableFuture<String> begun, CompletableFuture<Void> goOn) {
        KinesisClientBuilder builder = mock();
        when(builder.build()).thenAnswer(call -> {
            begun.complete(System.getProperty(CBOR));
            goOn.join();
            return client;
        });
        return builder;
    }

    @Test
    @Timeout(60)
    void clientsThatAreBuiltAtOnceLeaveThePropertyAsItWas() throws Exception {
        String before = System.getProperty(CBOR);
        CompletableFuture<String> begun = new CompletableFuture<>();
        CompletableFuture<String> secondBegun = new CompletableFuture<>();
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        CompletableFuture<Void> firstEnded = new CompletableFuture<>();
        KinesisClientBuilder first = builder(begun, goOn);
        KinesisClientBuilder second = builder(secondBegun, firstEnded);
        FutureTask<KinesisClient> one = new FutureTask<>(() -> JsonKinesis.build(first));
        FutureTask<KinesisClient> other = new FutureTask<>(() -> JsonKinesis.build(second));
        Thread later = new Thread(other, "second");

        new Thread(one, "first").start();
        assertThat(begun.join()).isEqualTo("false");
        later.start();
        await().until(() -> later.getState() == Thread.State.BLOCKED || secondBegun.isDone());
        goOn.complete(null);
        one.get();
        firstEnded.complete(null);

        assertThat(other.get()).isSameAs(client);
        assertThat(System.getProperty(CBOR)).isEqualTo(before);
    }
}
