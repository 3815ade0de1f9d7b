package io.towersense.cli.quarantine;

import io.towersense.agent.command.TowerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tower quarantine}: what could not be stored, and what to do about it. */
@Command(
        name = "quarantine",
        description =
                "Shows what could not be stored, puts it back into the stream once its cause is mended, or drops it.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ListCommand.class, ShowCommand.class, ResubmitCommand.class, DropCommand.class},
        footer = {
            "",
            "It works with the operator's own AWS credentials. They need on the bucket s3:ListBucket and s3:GetObject;"
                    + " to put back and to drop also s3:PutObject on resubmitted/* and dropped/*, s3:DeleteObject,"
                    + " kinesis:PutRecord on the stream and lambda:InvokeFunction on the alert handler; and where there"
                    + " is a KMS key, kms:Decrypt and kms:GenerateDataKey."
        })
public final class QuarantineCommand implements TowerCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }
}
