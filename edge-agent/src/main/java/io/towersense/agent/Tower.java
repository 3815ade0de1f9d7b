package io.towersense.agent;

import io.towersense.agent.command.TowerProgram;

/** The program {@code tower}: the command line of whatever is on the class path. */
public final class Tower {
    private Tower() {}

    public static void main(String[] arguments) {
        // A 32-bit Java on any ARM calls it arm, for which the AWS runtime would look for a library for armv6.
        if ("arm".equals(System.getProperty("os.arch")) && System.getProperty("aws.crt.arch") == null) {
            System.setProperty("aws.crt.arch", "armv7");
        }
        System.exit(TowerProgram.run(arguments));
    }
}
