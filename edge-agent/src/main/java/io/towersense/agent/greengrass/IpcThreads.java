package io.towersense.agent.greengrass;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.crt.io.ClientBootstrap;
import software.amazon.awssdk.crt.io.EventLoopGroup;
import software.amazon.awssdk.crt.io.SocketOptions;

/** What all connections to the nucleus, one after another, stand on: one native thread, and how to open a socket. */
final class IpcThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IpcThreads.class);
    private static final int ONE_THREAD = 1;
    private static final int TO_CONNECT_MS = 3_000;
    private static final long TO_END_SECONDS = 2;

    private final EventLoopGroup threads = new EventLoopGroup(ONE_THREAD);
    private final ClientBootstrap bootstrap = new ClientBootstrap(threads, null);
    private final SocketOptions options = new SocketOptions();

    IpcThreads() {
        options.domain = SocketOptions.SocketDomain.LOCAL;
        options.type = SocketOptions.SocketType.STREAM;
        options.connectTimeoutMs = TO_CONNECT_MS;
    }

    EventLoopGroup threads() {
        return threads;
    }

    ClientBootstrap bootstrap() {
        return bootstrap;
    }

    SocketOptions options() {
        return options;
    }

    boolean isAlive() {
        return !threads.getShutdownCompleteFuture().isDone();
    }

    /** Ends the thread, waiting for it for some seconds at most. */
    @Override
    public void close() {
        options.close();
        bootstrap.close();
        threads.close();
        try {
            threads.getShutdownCompleteFuture().get(TO_END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("the IPC client's thread does not end; it is left behind");
        }
    }
}
