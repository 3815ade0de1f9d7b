/**
 * DynamoDB Local as a process of its own, so that the libraries it drags in reach nobody's class path. Start at
 * {@link io.towersense.dynamodblocal.DynamoDbLocal}.
 */
package io.towersense.dynamodblocal;
