package io.towersense.local.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports on 127.0.0.1. */
final class Ports {
    private static final int MOST_ATTEMPTS = 5;

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

    /**
     * Starts something on the port, or for 0 on a free one. A free port may be somebody else's a moment later: then
     * another is tried, a few times.
     */
    static <T> T start(int port, Start<T> start) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return start.on(choose(port));
            } catch (PortInUseException taken) {
                if (port != 0 || attempt == MOST_ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }

    static PortInUseException inUse(int port, Throwable cause) {
        return new PortInUseException(
                "port " + port + " on 127.0.0.1 is in use: stop what listens there, or choose another port", cause);
    }

    /** Something that needs a port to start. */
    interface Start<T> {
        T on(int port) throws IOException;
    }

    /** Somebody else listens on a port. */
    static final class PortInUseException extends IOException {
        private static final long serialVersionUID = 1;

        PortInUseException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
