/**
 * The command line: how commands are found and how they fail, and those of a technician. Start at
 * {@link io.towersense.agent.command.TowerProgram}.
 */
@NullMarked
package io.towersense.agent.command;

import org.jspecify.annotations.NullMarked;
