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
            "It works with the operator's own AWS credentials. They need:",
            "  to look       s3:ListBucket, s3:GetObject",
            "  to drop       s3:PutObject on dropped/*, s3:DeleteObject",
            "  to put back   s3:PutObject on resubmitted/*, s3:DeleteObject,",
            "                kinesis:PutRecord, lambda:InvokeFunction (for alarms)",
            "  where there is a KMS key, kms:Decrypt and kms:GenerateDataKey"
        })
public final class QuarantineCommand implements TowerCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }
}
