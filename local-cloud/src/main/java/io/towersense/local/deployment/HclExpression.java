package io.towersense.local.deployment;

/**
 * An expression of Terraform's language, as it is written.
 *
 * @param place file and line, for a person
 * @param text without what surrounds it
 */
record HclExpression(String place, String text) {
    /** Says that the local cloud cannot evaluate it. */
    InvalidDeploymentException notRead() {
        return new InvalidDeploymentException(
                place,
                "the local cloud reads literals and var.NAME here, not " + text.replaceAll("\\s+", " ")
                        + "; write one of these, or teach it");
    }
}
