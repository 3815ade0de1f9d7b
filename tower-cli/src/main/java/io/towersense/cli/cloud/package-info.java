/**
 * The local cloud by itself, for an agent of one's own. Start at {@link io.towersense.cli.cloud.CloudCommand}.
 */
@NullMarked
package io.towersense.cli.cloud;

import org.jspecify.annotations.NullMarked;
