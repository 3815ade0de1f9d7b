/**
 * What a platform engineer deploys: the agent as a Greengrass component, and the functions. Start at {@link
 * io.towersense.cli.packaging.PackageCommand}.
 */
@NullMarked
package io.towersense.cli.packaging;

import org.jspecify.annotations.NullMarked;
