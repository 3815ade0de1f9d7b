package io.towersense.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.services.sns.SnsClient;

/** Somebody who gets an emulator's notifications by HTTP, of one severity. */
final class Subscriber implements AutoCloseable {
    /** A notification as SNS sends it. */
    record Notification(JsonNode json) {
        String subject() {
            return json.path("Subject").asText();
        }

        String attribute(String name) {
            return json.path("MessageAttributes").path(name).path("Value").asText();
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Queue<Notification> notifications = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    private Subscriber() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            JsonNode json = JSON.readTree(exchange.getRequestBody().readAllBytes());
            if (json.path("Type").asText().equals("Notification")) {
                notifications.add(new Notification(json));
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
    }

    static Subscriber of(URI emulator, String severity) throws IOException {
        Subscriber subscriber = new Subscriber();
        subscriber.server.start();
        String address = "http://127.0.0.1:" + subscriber.server.getAddress().getPort() + "/";
        try (AwsClients clients = new AwsClients(emulator);
                SnsClient sns = clients.build(SnsClient.builder())) {
            String topic =
                    sns.createTopic(request -> request.name(Services.TOPIC)).topicArn();
            sns.subscribe(request -> request.topicArn(topic)
                    .protocol("http")
                    .endpoint(address)
                    .attributes(Map.of("FilterPolicy", "{\"severity\":[\"" + severity + "\"]}")));
        }
        return subscriber;
    }

    List<Notification> notifications() {
        return List.copyOf(notifications);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
