package io.towersense.cli.program;

import io.towersense.agent.command.TowerProgram;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What a command of {@code tower} did when it was run in this process. */
public record Program(int exitCode, String out, String err) {

    public static Program run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = TowerProgram.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Program(exitCode, out.toString(), err.toString());
    }

    /** Lines of standard error. */
    public List<String> errors() {
        return err.lines().toList();
    }

    /** The last line of standard output. */
    public String lastLine() {
        return out.lines().reduce((first, last) -> last).orElse("");
    }
}
