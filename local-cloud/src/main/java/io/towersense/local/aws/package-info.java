/**
 * Stand-ins for AWS services: they implement the SDK's client interfaces for what the functions call, check what AWS
 * checks, and throw {@link java.lang.UnsupportedOperationException} on everything else. Start at {@link
 * io.towersense.local.aws.LocalSns}, {@link io.towersense.local.aws.LocalCloudWatch}, {@link
 * io.towersense.local.aws.LocalLambda}, {@link io.towersense.local.aws.LocalS3}, {@link
 * io.towersense.local.aws.LocalEventBridge} and {@link io.towersense.local.aws.LocalIotDataPlane}.
 */
@NullMarked
package io.towersense.local.aws;

import org.jspecify.annotations.NullMarked;
