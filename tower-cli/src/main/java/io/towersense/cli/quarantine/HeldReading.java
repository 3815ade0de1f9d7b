package io.towersense.cli.quarantine;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that a message holds: a reading, an alarm event, or bytes that are neither.
 *
 * @param index its place in the message, from 0; empty where it is the whole message
 * @param text for a person, not yet safe to show
 * @param json as it was sent, as far as it is text
 * @param refused why it cannot be stored; empty where it can
 */
record HeldReading(OptionalInt index, String text, String json, Optional<String> refused) {}
