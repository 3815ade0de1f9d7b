/**
 * What an operator does about records in quarantine: look at them, put them back, drop them. Start at {@link
 * io.towersense.cli.quarantine.QuarantineCommand}; what an object is says {@link io.towersense.cli.quarantine.HeldObject},
 * and how one is put back exactly once {@link io.towersense.cli.quarantine.Resubmission}.
 */
@NullMarked
package io.towersense.cli.quarantine;

import org.jspecify.annotations.NullMarked;
