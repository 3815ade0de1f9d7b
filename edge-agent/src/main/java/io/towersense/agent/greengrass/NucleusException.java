package io.towersense.agent.greengrass;

/** The nucleus did not do what it was asked for. The message is one line. */
public final class NucleusException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient NucleusFault fault;

    NucleusException(NucleusFault fault) {
        super(fault.text(), null, false, false);
        this.fault = fault;
    }

    /** Why. */
    public NucleusFault fault() {
        return fault;
    }
}
