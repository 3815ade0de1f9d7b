/** The cloud of a test: DynamoDB Local, and stand-ins that remember what they were asked. */
@NullMarked
package io.towersense.cloud.testing;

import org.jspecify.annotations.NullMarked;
