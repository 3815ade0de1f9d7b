/**
 * Where records go that can never be stored, so that nothing is lost. Start at
 * {@link io.towersense.cloud.quarantine.Quarantine}.
 */
@NullMarked
package io.towersense.cloud.quarantine;

import org.jspecify.annotations.NullMarked;
