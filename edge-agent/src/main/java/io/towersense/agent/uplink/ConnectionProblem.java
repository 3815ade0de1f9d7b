package io.towersense.agent.uplink;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.mqtt5.packets.ConnAckPacket;
import software.amazon.awssdk.crt.mqtt5.packets.DisconnectPacket;

/**
 * Why a connection did not come about or was lost, as one line for a person. The MQTT client tells hardly more than that
 * TLS failed; what exactly, a look of our own at the broker tells.
 */
final class ConnectionProblem implements AutoCloseable {
    private final MqttSettings settings;
    private final ExecutorService diagnosis;

    ConnectionProblem(MqttSettings settings) {
        this.settings = settings;
        // A look that is under way answers for the failures that come meanwhile.
        this.diagnosis = new ThreadPoolExecutor(
                0, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1), ConnectionProblem::thread);
    }

    /** Finds out why an attempt failed, and tells it, on this thread or another. */
    void describe(int error, @Nullable ConnAckPacket answer, Consumer<String> told) {
        if (answer != null && answer.getReasonCode() != null) {
            String said = answer.getReasonString() == null ? "" : " (" + answer.getReasonString() + ")";
            told.accept("the broker " + settings.broker() + " refuses the connection: " + answer.getReasonCode() + said
                    + "; check that thing " + settings.topics().thing() + " may connect");
            return;
        }
        if (settings.tls().isEmpty()) {
            told.accept(unreachable(error));
            return;
        }
        TlsFiles files = settings.tls().get();
        try {
            diagnosis.execute(() -> told.accept(
                    new TlsDiagnosis(settings.broker(), files).find().orElseGet(() -> unreachable(error))));
        } catch (RejectedExecutionException e) {
            // The look that waits tells of this one too.
        }
    }

    /** Why a connection was lost. */
    String describeLoss(int error, @Nullable DisconnectPacket goodbye) {
        if (goodbye != null && goodbye.getReasonCode() != null) {
            String said = goodbye.getReasonString() == null ? "" : " (" + goodbye.getReasonString() + ")";
            return "the broker " + settings.broker() + " ended the connection: " + goodbye.getReasonCode() + said;
        }
        return "the connection to " + settings.broker() + " was lost: " + CRT.awsErrorString(error);
    }

    @Override
    public void close() {
        diagnosis.shutdownNow();
    }

    private String unreachable(int error) {
        return switch (CRT.awsErrorName(error)) {
            case "AWS_IO_SOCKET_CONNECTION_REFUSED" ->
                "nothing listens at " + settings.broker() + "; check uplink.mqtt.endpoint, and whether the broker runs";
            case "AWS_IO_DNS_INVALID_NAME", "AWS_IO_DNS_QUERY_FAILED", "AWS_IO_DNS_NO_ADDRESS_FOR_HOST" ->
                "there is no host " + settings.broker().getHost()
                        + ", or no name service; check uplink.mqtt.endpoint and the backhaul";
            case "AWS_IO_SOCKET_TIMEOUT", "AWS_IO_SOCKET_NO_ROUTE_TO_HOST", "AWS_IO_SOCKET_NETWORK_DOWN" ->
                settings.broker() + " cannot be reached; check the backhaul";
            default -> "no connection to " + settings.broker() + ": " + CRT.awsErrorString(error);
        };
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "uplink-diagnosis");
        thread.setDaemon(true);
        return thread;
    }
}
