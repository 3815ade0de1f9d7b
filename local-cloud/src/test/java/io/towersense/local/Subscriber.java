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

/**
 * Somebody who gets an emulator's notifications by HTTP, of one severity. The emulator filters by their attributes, and does
 * not send these along, as SNS would.
 */
final class Subscriber implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Queue<String> notifications = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    private Subscriber() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            JsonNode json = JSON.readTree(exchange.getRequestBody().readAllBytes());
            if (json.path("Type").asText().equals("Notification")) {
                notifications.add(json.path("Subject").asText());
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

    /** Their subjects, in the order of their coming. */
    List<String> notifications() {
        return List.copyOf(notifications);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
