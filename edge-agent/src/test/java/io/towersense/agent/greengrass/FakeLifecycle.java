package io.towersense.agent.greengrass;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.aws.greengrass.GreengrassCoreIPCServiceModel;
import software.amazon.awssdk.aws.greengrass.model.UpdateStateRequest;
import software.amazon.awssdk.aws.greengrass.model.UpdateStateResponse;

/** The part of a fake nucleus that hears which state the component says it is in. Thread-safe. */
public final class FakeLifecycle {
    private final List<String> reported = new CopyOnWriteArrayList<>();
    private volatile boolean isSilent;

    /** The states in the order in which they were reported. */
    public List<String> reported() {
        return List.copyOf(reported);
    }

    /** Loses reports from now on, or no longer. */
    public void setSilent(boolean silent) {
        isSilent = silent;
    }

    Optional<FakeOperation> operation(String name) {
        if (!name.equals(GreengrassCoreIPCServiceModel.UPDATE_STATE)) {
            return Optional.empty();
        }
        return Optional.of((request, stream) -> {
            if (!isSilent) {
                reported.add(((UpdateStateRequest) request).getStateAsString());
                stream.answer(new UpdateStateResponse());
            }
        });
    }
}
