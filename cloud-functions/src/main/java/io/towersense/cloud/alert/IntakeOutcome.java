package io.towersense.cloud.alert;

import java.util.Optional;

/**
 * What came of an alarm event.
 *
 * @param stale why it is neither taken in nor known, one sentence for a person; empty where it is
 */
record IntakeOutcome(TellOutcome told, Optional<String> stale) {}
