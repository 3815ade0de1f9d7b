package io.towersense.agent;

import io.towersense.agent.command.TowerProgram;

/** The program {@code tower}: the command line of whatever is on the class path. */
public final class Tower {
    private Tower() {}

    public static void main(String[] arguments) {
        System.exit(TowerProgram.run(arguments));
    }
}
