package io.towersense.local.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports on 127.0.0.1. */
final class Ports {
    private Ports() {}

    /** The port itself, or a free one for 0. */
    static int choose(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return socket.getLocalPort();
        } catch (IOException taken) {
            throw inUse(port, taken);
        }
    }

    static IOException inUse(int port, Throwable cause) {
        return new IOException(
                "port " + port + " on 127.0.0.1 is in use: stop what listens there, or choose another port", cause);
    }
}
