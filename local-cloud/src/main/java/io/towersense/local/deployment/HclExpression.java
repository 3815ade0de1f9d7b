package io.towersense.local.deployment;

/**
 * An expression of Terraform's language, as it is written.
 *
 * @param place file and line, for a person
 * @param text without what surrounds it
 */
record HclExpression(String place, String text) {}
