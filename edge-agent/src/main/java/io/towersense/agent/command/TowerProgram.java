package io.towersense.agent.command;

import io.towersense.agent.configuration.Words;
import io.towersense.telemetry.value.PrintableText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of {@code tower}: finds the command, runs it, and tells a failure in one line. */
public final class TowerProgram {
    private static final int SOMETHING_IS_WRONG = 1;
    private static final int WRONG_USAGE = 2;

    private final RootCommand root = new RootCommand();
    private final PrintWriter out;
    private final PrintWriter err;

    private TowerProgram(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Runs a command on standard output and standard error, in UTF-8 whatever the locale says. */
    public static int run(String... arguments) {
        return run(writer(FileDescriptor.out), writer(FileDescriptor.err), arguments);
    }

    /** Runs a command, and returns its exit code. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        LogSettings.apply(System.getenv(), arguments);
        return new TowerProgram(out, err).execute(commands(arguments), arguments);
    }

    /** Runs one of these commands, and returns its exit code. */
    public static int run(PrintWriter out, PrintWriter err, List<TowerCommand> commands, String... arguments) {
        LogSettings.apply(System.getenv(), arguments);
        return new TowerProgram(out, err).execute(commands, arguments);
    }

    private int execute(List<TowerCommand> commands, String... arguments) {
        CommandLine line = new CommandLine(root);
        commands.forEach(line::addSubcommand);
        line.setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, command, result) -> tell(failure))
                .setParameterExceptionHandler((failure, given) -> tell(failure));
        try {
            return line.execute(arguments);
        } catch (LinkageError e) {
            return tell(new IllegalStateException("a library cannot be used here: " + e, e));
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** The command that is asked for alone, so that nothing else is loaded; all of them where none is. */
    private static List<TowerCommand> commands(String... arguments) {
        Optional<String> wanted = wanted(arguments);
        Optional<ServiceLoader.Provider<TowerCommand>> found = wanted.flatMap(name ->
                providers().filter(provider -> name(provider).equals(name)).findFirst());
        return found.map(provider -> List.of(provider.get()))
                .orElseGet(() -> providers().map(ServiceLoader.Provider::get).toList());
    }

    static Optional<String> wanted(String... arguments) {
        return Arrays.stream(arguments)
                .takeWhile(argument -> !argument.equals("--help") && !argument.equals("-h"))
                .filter(argument -> !argument.startsWith("-"))
                .findFirst();
    }

    private static Stream<ServiceLoader.Provider<TowerCommand>> providers() {
        return ServiceLoader.load(TowerCommand.class, TowerProgram.class.getClassLoader()).stream();
    }

    private static String name(ServiceLoader.Provider<TowerCommand> provider) {
        Command command = provider.type().getAnnotation(Command.class);
        return command == null ? "" : command.name();
    }

    private int tell(ParameterException failure) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        String what = String.valueOf(failure.getMessage())
                .lines()
                .findFirst()
                .orElse("wrong usage")
                .replaceFirst("^Error: ", "");
        Set<String> known = failure.getCommandLine().getSubcommands().keySet();
        if (failure instanceof UnmatchedArgumentException unmatched && !known.isEmpty()) {
            String word = unmatched.getUnmatched().get(0);
            what = Words.quoted(word) + " is no command; " + Words.hint(word, known);
        }
        err.println("tower: " + PrintableText.onOneLine(what) + "; see " + command + " --help");
        printStackTrace(failure);
        return WRONG_USAGE;
    }

    private int tell(Exception failure) {
        if (failure instanceof CommandException expected) {
            expected.lines().forEach(line -> err.println("tower: " + PrintableText.onOneLine(line)));
            printStackTrace(failure);
            return expected.exitCode();
        }
        String hint = root.isVerbose() ? "" : "; --verbose tells more";
        err.println("tower: unexpected: " + PrintableText.onOneLine(failure.toString()) + hint);
        printStackTrace(failure);
        return SOMETHING_IS_WRONG;
    }

    private void printStackTrace(Exception failure) {
        if (root.isVerbose()) {
            failure.printStackTrace(err);
        }
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }
}
