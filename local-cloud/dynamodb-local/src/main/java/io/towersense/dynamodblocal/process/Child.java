package io.towersense.dynamodblocal.process;

import java.io.IOException;

/**
 * The child's side of a {@link ChildProcess}: says when it is ready, and ends with its parent.
 *
 * <p>Standard input is the bond. The parent holds its other end open and never writes; when the parent goes, by
 * whatever way, the end is closed and the child halts.
 */
public final class Child {
    static final String READY = "ready ";
    static final String FAILED = "failed ";

    private Child() {}

    /**
     * Ends this process, with all that runs in it, as soon as its parent is gone. Ctrl-C in a terminal, and closing
     * it, reach parent and child alike; the child leaves that to the parent, which may have something to bring to an end first.
     */
    public static void endWithParent() {
        ignore("INT");
        ignore("HUP");
        Thread watch = new Thread(Child::waitForParentToGo, "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** Tells the parent that this process serves, and what it needs to know, such as a port. */
    public static void ready(String answer) {
        System.out.println(READY + answer);
        System.out.flush();
    }

    /** Tells the parent in one line why this process cannot serve, and ends it. */
    public static void failed(String reason) {
        System.out.println(FAILED + reason.lines().findFirst().orElse("for no reason given"));
        System.out.flush();
        Runtime.getRuntime().halt(1);
    }

    private static void waitForParentToGo() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever said here
            }
        } catch (IOException gone) {
            // as good as closed
        }
        Runtime.getRuntime().halt(0);
    }

    /** By reflection: the compiler warns about sun.misc, and a JVM without it only dies a little earlier. */
    private static void ignore(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            signal.getConstructor(String.class).newInstance(name),
                            handler.getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException | IllegalArgumentException absent) {
            // nothing to ignore then
        }
    }
}
