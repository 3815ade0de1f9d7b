package io.towersense.cli.quarantine;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.apache.http.conn.ConnectTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Whether a call can have reached its service, so that what surely stayed here is told from what perhaps arrived. */
final class Transmission {
    /** Carries the transmission of a call to the {@link Watch} of its client. */
    static final ExecutionAttribute<Transmission> OF_CALL = new ExecutionAttribute<>("towersense.transmission");

    private volatile boolean begun;

    /** Whether nothing of the call left this machine: it was never signed, or no connection came about. */
    boolean stayedHere(SdkException failure) {
        return !begun
                || Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                        .anyMatch(Transmission::isWithoutConnection);
    }

    private static boolean isWithoutConnection(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException
                || cause instanceof ConnectTimeoutException;
    }

    /** Notes of each call when it is handed to the network; without credentials it comes never so far. */
    static final class Watch implements ExecutionInterceptor {
        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            attributes.getOptionalAttribute(OF_CALL).ifPresent(call -> call.begun = true);
        }
    }
}
