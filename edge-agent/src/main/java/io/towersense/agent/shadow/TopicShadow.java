package io.towersense.agent.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.towersense.agent.uplink.PublishOutcome;
import io.towersense.agent.uplink.Uplink;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The named shadow {@code environment} over the topics that AWS IoT Core has for it. One request is out at a time, told
 * apart from others' by its client token; a request that there is no connection for fails at once.
 */
public final class TopicShadow implements ShadowStore {
    /** The shadow's name. */
    public static final String NAME = "environment";

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;

    private final Uplink uplink;
    private final String prefix;
    private final Duration longestWait;
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    private volatile Request out = new Request("", "");
    private volatile JsonNode lastDelta = MissingNode.getInstance();
    private volatile Runnable wake = () -> {};

    private TopicShadow(Uplink uplink, String thing, Duration longestWait) {
        this.uplink = uplink;
        this.prefix = "$aws/things/" + thing + "/shadow/name/" + NAME;
        this.longestWait = longestWait;
    }

    /** The shadow of a thing; its topics are subscribed to once and for all. */
    public static TopicShadow over(Uplink uplink, String thing) {
        return over(uplink, thing, LONGEST_WAIT);
    }

    /** The same, with the longest time that an answer is waited for. */
    static TopicShadow over(Uplink uplink, String thing, Duration longestWait) {
        TopicShadow shadow = new TopicShadow(uplink, thing, longestWait);
        for (String action : new String[] {"/get", "/update"}) {
            uplink.subscribe(shadow.prefix + action + "/accepted", (topic, payload) -> shadow.accepted(payload));
            uplink.subscribe(
                    shadow.prefix + action + "/rejected", (topic, payload) -> shadow.rejected(action, payload));
        }
        uplink.subscribe(shadow.prefix + "/update/delta", (topic, payload) -> shadow.differs(payload));
        uplink.subscribe(shadow.prefix + "/update/documents", (topic, payload) -> shadow.updated(payload));
        return shadow;
    }

    @Override
    public CompletableFuture<Optional<byte[]>> get() {
        return afterTheLast(() -> send("/get", ShadowJson.object())).thenApply(answer -> {
            if (answer instanceof Answer.Rejected rejected && rejected.code() == NOT_FOUND) {
                return Optional.empty();
            }
            return Optional.of(accepted(answer));
        });
    }

    @Override
    public CompletableFuture<Void> update(byte[] document) {
        return afterTheLast(() -> send("/update", ShadowJson.parse(document)))
                .thenApply(this::accepted)
                .thenAccept(bytes -> {});
    }

    @Override
    public void onChange(Runnable listener) {
        wake = listener;
    }

    private synchronized CompletableFuture<Answer> afterTheLast(Supplier<CompletableFuture<Answer>> request) {
        CompletableFuture<Answer> next = last.handle((before, failure) -> true).thenCompose(free -> request.get());
        last = next;
        return next;
    }

    private CompletableFuture<Answer> send(String action, ObjectNode document) {
        if (!uplink.state().isUp()) {
            return CompletableFuture.failedFuture(new ShadowException("there is no connection: " + uplink.reason()));
        }
        Request request = new Request(action, UUID.randomUUID().toString());
        out = request;
        document.put("clientToken", request.token());
        var unused = uplink.publish(prefix + action, ShadowJson.bytes(document)).thenAccept(request::published);
        return request.answer()
                .completeOnTimeout(
                        new Answer.None("no answer within " + longestWait.toSeconds() + " s"),
                        longestWait.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    private byte[] accepted(Answer answer) {
        if (answer instanceof Answer.Accepted accepted) {
            return ShadowJson.bytes(accepted.document());
        }
        throw new ShadowException(
                answer instanceof Answer.Rejected rejected
                        ? "refused, " + rejected.code() + " " + rejected.message()
                        : ((Answer.None) answer).reason());
    }

    private void accepted(byte[] payload) {
        ObjectNode document = ShadowJson.parse(payload);
        if (document.path("clientToken").asText().equals(out.token())) {
            out.answer().complete(new Answer.Accepted(document));
        }
    }

    /** What could not be read comes back without its token. */
    private void rejected(String action, byte[] payload) {
        ObjectNode document = ShadowJson.parse(payload);
        boolean isOurs = document.hasNonNull("clientToken")
                ? document.path("clientToken").asText().equals(out.token())
                : action.equals(out.action());
        if (isOurs) {
            String message = ShadowJson.cut(document.path("message").asText(), 160);
            out.answer().complete(new Answer.Rejected(document.path("code").asInt(), message));
        }
    }

    /** Said again with every update as long as what is desired is not reported word for word, which it never is here. */
    private void differs(byte[] payload) {
        JsonNode delta = ShadowJson.parse(payload).path("state");
        if (!delta.equals(lastDelta)) {
            lastDelta = delta;
            wake.run();
        }
    }

    /** The only word of it when the last of what was desired is taken away. */
    private void updated(byte[] payload) {
        if (ShadowUpdate.changesDesired(payload)) {
            wake.run();
        }
    }

    /** A request and who waits for its answer. */
    private record Request(String action, String token, CompletableFuture<Answer> answer) {
        Request(String action, String token) {
            this(action, token, new CompletableFuture<>());
        }

        void published(PublishOutcome outcome) {
            if (outcome instanceof PublishOutcome.Refused refused) {
                answer.complete(new Answer.None("it could not be sent: " + refused.reason()));
            } else if (outcome instanceof PublishOutcome.Held held) {
                answer.complete(new Answer.None("it could not be sent: " + held.reason()));
            } else if (outcome instanceof PublishOutcome.Unconfirmed unconfirmed) {
                answer.complete(new Answer.None("it could not be sent: " + unconfirmed.reason()));
            }
        }
    }

    /** What became of a request. */
    private sealed interface Answer {
        record Accepted(ObjectNode document) implements Answer {}

        record Rejected(int code, String message) implements Answer {}

        record None(String reason) implements Answer {}
    }
}
