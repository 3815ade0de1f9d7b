/** How long a function waits and works. Start at {@link io.towersense.cloud.time.Deadline}. */
@NullMarked
package io.towersense.cloud.time;

import org.jspecify.annotations.NullMarked;
