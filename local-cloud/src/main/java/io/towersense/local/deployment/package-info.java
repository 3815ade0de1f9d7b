/**
 * What Terraform will deploy, read from its own files, so that what runs here is what will run there. Start at {@link
 * io.towersense.local.deployment.Deployment}.
 *
 * <p>The files are read by a small reader of our own: of blocks and attributes all, of expressions only what is asked for.
 * The HCL parsers for Java evaluate everything, and stumble over what they do not know.
 */
@NullMarked
package io.towersense.local.deployment;

import org.jspecify.annotations.NullMarked;
