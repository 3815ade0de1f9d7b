/**
 * The table of readings, watched: what was stored and when, and a service time where the emulator has none. Start at
 * {@link io.towersense.local.table.StoreWatch}.
 */
@NullMarked
package io.towersense.local.table;

import org.jspecify.annotations.NullMarked;
