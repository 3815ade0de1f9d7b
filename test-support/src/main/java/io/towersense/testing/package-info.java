/**
 * What the tests of several modules share. Start at {@link io.towersense.testing.Requires}: how a test says that it
 * needs something a machine may lack.
 */
@NullMarked
package io.towersense.testing;

import org.jspecify.annotations.NullMarked;
