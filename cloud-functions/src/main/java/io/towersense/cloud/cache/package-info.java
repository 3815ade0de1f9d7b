/** What a container remembers from one invocation to the next. */
@NullMarked
package io.towersense.cloud.cache;

import org.jspecify.annotations.NullMarked;
