/**
 * The two tables: their definitions, the names of their attributes and a reading's item. Start at
 * {@link io.towersense.cloud.table.TableDefinitions}.
 */
@NullMarked
package io.towersense.cloud.table;

import org.jspecify.annotations.NullMarked;
