package io.towersense.bench;

import io.towersense.dynamodblocal.process.Child;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/**
 * A proxy on loopback before a DynamoDB endpoint that takes its time, as a service in another building does: 10 ms for a
 * call about several items, 5 ms for one about a single item, nothing for what is about tables. A process of its own, so
 * that its work is not counted as a contender's.
 */
public final class SlowProxy {
    private static final Duration SINGLE = Duration.ofMillis(5);
    private static final Duration SEVERAL = Duration.ofMillis(10);
    private static final int BUFFER = 64 * 1024;

    private SlowProxy() {}

    /** Serves until its parent is gone. The argument is the port before which it stands. */
    public static void main(String[] arguments) throws IOException {
        Child.endWithParent();
        int target = Integer.parseInt(arguments[0]);
        try (ServerSocket server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress())) {
            Child.ready(Integer.toString(server.getLocalPort()));
            while (true) {
                Socket client = server.accept();
                Thread thread = new Thread(() -> serve(client, target), "connection");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private static void serve(Socket client, int port) {
        try (client;
                Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setTcpNoDelay(true);
            target.setTcpNoDelay(true);
            BufferedInputStream requests = new BufferedInputStream(client.getInputStream(), BUFFER);
            BufferedInputStream responses = new BufferedInputStream(target.getInputStream(), BUFFER);
            OutputStream toTarget = new BufferedOutputStream(target.getOutputStream(), BUFFER);
            OutputStream toClient = new BufferedOutputStream(client.getOutputStream(), BUFFER);
            for (Optional<HttpMessage> request = HttpMessage.read(requests);
                    request.isPresent();
                    request = HttpMessage.read(requests)) {
                Thread.sleep(serviceTime(request.get()).toMillis());
                request.get().writeTo(toTarget);
                Optional<HttpMessage> response = HttpMessage.read(responses);
                if (response.isEmpty()) {
                    return;
                }
                response.get().writeTo(toClient);
            }
        } catch (IOException e) {
            // a connection ends when one of its sides does
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration serviceTime(HttpMessage request) {
        String operation = request.header("x-amz-target").orElse("");
        if (operation.contains(".Batch") || operation.contains(".Transact")) {
            return SEVERAL;
        }
        return operation.endsWith("Item") ? SINGLE : Duration.ZERO;
    }
}
