package io.towersense.local.deployment;

import java.io.IOException;

/** Terraform files of which the local cloud can make nothing; one line that names the place and what to write there. */
public final class InvalidDeploymentException extends IOException {
    private static final long serialVersionUID = 1;

    /** @param place file and line */
    InvalidDeploymentException(String place, String what) {
        super(place + ": " + what);
    }
}
