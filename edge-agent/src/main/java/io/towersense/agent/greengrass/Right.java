package io.towersense.agent.greengrass;

/**
 * What a component has to be allowed for a request, as {@code accessControl} in its recipe or a deployment says it.
 *
 * @param service such as {@code aws.greengrass.ipc.mqttproxy}
 * @param operation such as {@code aws.greengrass#PublishToIoTCore}
 * @param resource such as a topic
 */
public record Right(String service, String operation, String resource) {
    private static final String OF_THE_COMPONENT_ITSELF = "";

    /** A request that concerns the component alone, and needs no right. */
    static Right own(String operation) {
        return new Right(OF_THE_COMPONENT_ITSELF, operation, OF_THE_COMPONENT_ITSELF);
    }

    /** What is missing and where to add it, for a sentence. */
    String remedy() {
        return service.isEmpty()
                ? "use " + operation
                : "use " + operation + " on " + resource + "; add both to accessControl." + service
                        + " of the component's configuration in a deployment";
    }
}
