package io.towersense.agent.shadow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.towersense.agent.uplink.MqttSettings;
import io.towersense.agent.uplink.MqttUplink;
import io.towersense.agent.uplink.Uplink;
import java.net.URI;
import java.util.Optional;

/**
 * A stand-in for AWS IoT's named shadow {@code environment} of one thing, at a broker: it answers on the shadow's topics
 * as AWS IoT does, with client tokens, codes, deltas and documents. {@link #shadow} is what it keeps.
 */
public final class FakeShadowService implements AutoCloseable {
    private final FakeShadow shadow = new FakeShadow();
    private final Uplink connection;
    private final String prefix;
    private volatile boolean isSilent;

    private FakeShadowService(Uplink connection, String prefix) {
        this.connection = connection;
        this.prefix = prefix;
    }

    /** Connects to a plain broker and begins to answer. */
    public static FakeShadowService start(URI broker, String thing) {
        Uplink connection = MqttUplink.create(MqttSettings.of(broker, "shadow-service-of-" + thing, Optional.empty()));
        FakeShadowService service =
                new FakeShadowService(connection, "$aws/things/" + thing + "/shadow/name/environment");
        connection.subscribe(service.prefix + "/get", (topic, payload) -> service.get(payload));
        connection.subscribe(service.prefix + "/update", (topic, payload) -> service.update(payload));
        connection.start((state, reason) -> {});
        return service;
    }

    /** What it keeps. */
    public FakeShadow shadow() {
        return shadow;
    }

    /** Whether it is connected. */
    public boolean isConnected() {
        return connection.state().isUp();
    }

    /** Requests stay without an answer from now on, or have one again. */
    public void beSilent(boolean silent) {
        isSilent = silent;
    }

    /** Somebody far away wants something else: the shadow's own topics say so, as they do when it is asked for over HTTP. */
    public void desire(String json) {
        tell(shadow.desire(json), true);
    }

    /** Publishes something on one of the shadow's topics. */
    public void say(String topic, String payload) {
        publish(topic, ShadowJson.parse(payload.getBytes(UTF_8)));
    }

    @Override
    public void close() {
        connection.close();
    }

    private void get(byte[] payload) {
        if (isSilent) {
            return;
        }
        ObjectNode request = ShadowJson.parse(payload);
        Optional<ObjectNode> document = shadow.document();
        if (document.isPresent()) {
            publish("/get/accepted", withToken(document.get(), request));
        } else {
            reject("/get", "404 No shadow exists with name: '" + TopicShadow.NAME + "'", request);
        }
    }

    private void update(byte[] payload) {
        if (isSilent) {
            return;
        }
        ObjectNode request = ShadowJson.parse(payload);
        try {
            FakeShadow.Update update = shadow.update(request);
            ObjectNode answer = ShadowJson.object();
            answer.set("state", request.path("state"));
            answer.put("version", shadow.version());
            publish("/update/accepted", withToken(answer, request));
            tell(update, false);
        } catch (ShadowException e) {
            reject("/update", String.valueOf(e.getMessage()), request);
        }
    }

    /** Others' updates are answered to nobody here, but everybody hears of them. */
    private void tell(FakeShadow.Update update, boolean isForeign) {
        if (isForeign) {
            ObjectNode accepted = update.after().deepCopy();
            publish("/update/accepted", accepted.put("clientToken", "somebody else"));
        }
        shadow.delta().ifPresent(delta -> {
            ObjectNode message = ShadowJson.object();
            message.set("state", delta);
            publish("/update/delta", message.put("version", shadow.version()));
        });
        ObjectNode documents = ShadowJson.object();
        update.before().ifPresent(before -> documents.set("previous", before));
        documents.set("current", update.after());
        publish("/update/documents", documents);
    }

    private void reject(String action, String problem, ObjectNode request) {
        int blank = problem.indexOf(' ');
        ObjectNode rejection = ShadowJson.object();
        rejection.put("code", Integer.parseInt(problem.substring(0, blank)));
        rejection.put("message", problem.substring(blank + 1));
        publish(action + "/rejected", withToken(rejection, request));
    }

    private static ObjectNode withToken(ObjectNode answer, ObjectNode request) {
        if (request.has("clientToken")) {
            answer.set("clientToken", request.path("clientToken"));
        }
        return answer;
    }

    private void publish(String topic, ObjectNode message) {
        var unused = connection.publish(prefix + topic, ShadowJson.bytes(message));
    }
}
