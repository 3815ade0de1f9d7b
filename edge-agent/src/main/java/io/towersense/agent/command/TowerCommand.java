package io.towersense.agent.command;

import java.util.concurrent.Callable;

/**
 * A subcommand of {@code tower}: a picocli {@code @Command} with a name, found by {@link java.util.ServiceLoader}, so
 * that a program has the commands that are on its class path. The result is the exit code: 0 fine, 1 something is wrong,
 * 2 wrong usage. What it cannot do it tells by a {@link CommandException}.
 */
public interface TowerCommand extends Callable<Integer> {}
