package io.towersense.agent.greengrass;

import io.towersense.agent.greengrass.NucleusFault.Closed;
import io.towersense.agent.greengrass.NucleusFault.Invalid;
import io.towersense.agent.greengrass.NucleusFault.NotFound;
import io.towersense.agent.greengrass.NucleusFault.Offline;
import io.towersense.agent.greengrass.NucleusFault.Other;
import io.towersense.agent.greengrass.NucleusFault.SpoolFull;
import io.towersense.agent.greengrass.NucleusFault.TooLarge;
import io.towersense.agent.greengrass.NucleusFault.Unauthorised;
import io.towersense.agent.greengrass.NucleusFault.Unsupported;
import io.towersense.telemetry.value.PrintableText;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.aws.greengrass.model.InvalidArgumentsError;
import software.amazon.awssdk.aws.greengrass.model.ResourceNotFoundError;
import software.amazon.awssdk.aws.greengrass.model.ServiceError;
import software.amazon.awssdk.aws.greengrass.model.UnauthorizedError;
import software.amazon.awssdk.crt.CrtRuntimeException;
import software.amazon.awssdk.eventstreamrpc.EventStreamClosedException;

/** What the SDK's errors mean. A nucleus has one {@code ServiceError} for many things, which only its words tell apart. */
final class SdkErrors {
    private SdkErrors() {}

    static NucleusFault fault(Throwable failure, Right right) {
        Throwable error =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String said = PrintableText.onOneLine(String.valueOf(error.getMessage()));
        if (error instanceof NucleusException known) {
            return known.fault();
        }
        if (error instanceof UnauthorizedError) {
            return new Unauthorised(right);
        }
        if (error instanceof InvalidArgumentsError) {
            return new Invalid("the nucleus takes " + right.operation() + " for wrong: " + said);
        }
        if (error instanceof ResourceNotFoundError) {
            return new NotFound(said);
        }
        if (error instanceof ServiceError) {
            return serviceError(said);
        }
        if (error instanceof EventStreamClosedException || error instanceof CrtRuntimeException) {
            return new Closed("the connection to the nucleus has ended: " + said);
        }
        return new Other(
                "the nucleus' answer is not understood: " + error.getClass().getSimpleName() + ": " + said);
    }

    private static NucleusFault serviceError(String said) {
        if (said.contains("Message spool is full")) {
            return new SpoolFull();
        }
        if (said.contains("exceeds the configured limit") || said.contains("larger than the size of message spool")) {
            return new TooLarge("the nucleus takes no message of this size: " + said);
        }
        if (said.contains("configured to run offline") || said.contains("not configured to connect to AWS")) {
            return new Offline("the nucleus is not set up to speak to AWS: " + said);
        }
        if (said.contains("Failed to publish the message")) { // nucleus lite, which has no spool
            return new Offline("the nucleus has no connection to the cloud: " + said);
        }
        if (said.contains("is not supported by Greengrass")) {
            return new Unsupported(said);
        }
        return new Other("the nucleus says: " + said);
    }
}
