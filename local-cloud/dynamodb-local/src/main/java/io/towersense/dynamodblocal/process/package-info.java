/**
 * A Java program that runs beside ours and never outlives it. Start at
 * {@link io.towersense.dynamodblocal.process.ChildProcess}, the parent's side; {@link
 * io.towersense.dynamodblocal.process.Child} is the child's.
 */
package io.towersense.dynamodblocal.process;
