package io.towersense.agent.sensors;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How readings are shown: to a person, or to a program. */
final class ReadingPrinter {
    private static final int SOMETHING_IS_WRONG = 1;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--json", description = "One JSON object a line for each reading, for a program.")
    private boolean json;

    private boolean isSomethingWrong;

    void print(SensorReading reading) {
        isSomethingWrong |= reading.fault().isPresent();
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(ReadingJson.of(reading));
        } else {
            ReadingText.lines(reading, isVerbose()).forEach(out::println);
        }
        out.flush();
    }

    /** Says something to a person alone. */
    void say(String line) {
        if (!json) {
            command.commandLine().getOut().println(line);
        }
    }

    /** 0 where every metric of every reading had a value. */
    int exitCode() {
        return isSomethingWrong ? SOMETHING_IS_WRONG : 0;
    }

    private boolean isVerbose() {
        return Boolean.TRUE.equals(command.findOption("--verbose").getValue());
    }
}
