package io.towersense.agent.greengrass;

import java.time.Duration;

/**
 * The nucleus is not there for this process, or does not answer.
 *
 * @param lasted for how long nothing has come back
 * @param isRefused whether a nucleus is there that does not know this process
 * @param reason one line
 */
public record Absence(Duration lasted, boolean isRefused, String reason) {}
