/**
 * How options of several commands are read. Start at {@link io.towersense.cli.options.SpanConverter}.
 */
@NullMarked
package io.towersense.cli.options;

import org.jspecify.annotations.NullMarked;
