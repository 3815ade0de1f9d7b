/** Text from outside, made harmless. */
@NullMarked
package io.towersense.cloud.text;

import org.jspecify.annotations.NullMarked;
