package io.towersense.cli.packaging;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.towersense.agent.command.CommandException;
import io.towersense.agent.command.TowerCommand;
import io.towersense.agent.configuration.Words;
import io.towersense.agent.status.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code tower package}: the agent as a Greengrass component, for a local deployment or for one's own bucket, and the
 * functions as Lambda takes them.
 */
@Command(
        name = "package",
        description = {
            "Makes the Greengrass component (recipe and artifacts, as greengrass-cli takes them, or for a bucket)",
            "and the functions' zip, which Terraform takes.",
            "The same sources and version make the same bytes."
        },
        sortOptions = false)
public final class PackageCommand implements TowerCommand {
    private static final String CHECKOUT = "towersense.checkout";
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final int BYTES_A_KIBIBYTE = 1024;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--version",
            paramLabel = "V",
            description = "Its version: " + ComponentVersion.FORM + ". Default: that of this checkout.")
    private @Nullable String version;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description =
                    "The folder for recipes/, artifacts/ and functions/. Default: target/greengrass in this checkout.")
    private @Nullable Path output;

    @Option(
            names = "--bucket",
            paramLabel = "NAME",
            description =
                    "The S3 bucket that will hold the artifacts. Without it the package is for a local deployment.")
    private @Nullable String bucket;

    @Option(names = "--replace", description = "Replace another package of this version that is in the folder.")
    private boolean replaces;

    @Option(names = "--json", description = "One JSON object, for a program.")
    private boolean json;

    // --version is something else here than everywhere, so picocli gives this command none of the standard options.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli does
    private boolean help;

    @Override
    public Integer call() {
        ComponentVersion wanted = wantedVersion();
        Optional<String> wantedBucket = wantedBucket();
        Path checkout = checkout();
        Path folder = output == null ? checkout.resolve("target/greengrass") : output;
        try {
            Release made = Release.of(checkout, wanted, wantedBucket);
            write(made, folder);
            print(
                    made,
                    folder,
                    NextCommands.component(folder, wanted, wantedBucket),
                    NextCommands.functions(checkout, folder, wanted));
        } catch (IOException e) {
            throw CommandException.wrong("the package cannot be made: " + reason(e), e);
        }
        return 0;
    }

    private ComponentVersion wantedVersion() {
        String text = version == null ? Version.agent() : version;
        return ComponentVersion.of(text)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--version: " + Words.quoted(text) + " is no version; write " + ComponentVersion.FORM));
    }

    private Optional<String> wantedBucket() {
        if (bucket != null && !BUCKET.matcher(bucket).matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--bucket: " + Words.quoted(bucket)
                            + " is no bucket's name; write 3 to 63 lower-case letters, digits, dots and hyphens");
        }
        return Optional.ofNullable(bucket);
    }

    private static Path checkout() {
        Path checkout = Path.of(System.getProperty(CHECKOUT, "."));
        if (!Files.isRegularFile(checkout.resolve("greengrass/recipes").resolve(Recipe.FILE))) {
            throw CommandException.wrong(
                    "there is no recipe in " + checkout.toAbsolutePath().normalize()
                            + "; a package is made from a checkout: run ./tower package there",
                    null);
        }
        return checkout;
    }

    private void write(Release made, Path folder) {
        try {
            made.writeTo(folder, replaces);
        } catch (IOException e) {
            throw CommandException.wrong(
                    folder + " cannot be written to: " + reason(e) + "; name a folder of yours with --output", e);
        }
    }

    private static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + " is not yours to write";
        }
        if (failure instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is a file, and a folder is needed there";
        }
        return failure instanceof FileSystemException file && file.getReason() != null
                ? file.getFile() + ": " + file.getReason()
                : String.valueOf(failure.getMessage());
    }

    private void print(Release made, Path folder, List<String> component, List<String> functions) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(object(
                    made,
                    folder,
                    Stream.concat(component.stream(), functions.stream()).toList()));
            return;
        }
        for (Map.Entry<Path, Integer> file : made.sizes().entrySet()) {
            out.printf("%,9d KiB  %s%n", kibibytes(file.getValue()), folder.resolve(file.getKey()));
        }
        out.println();
        out.println(
                bucket == null
                        ? "Deploy the component on a gateway that has these files:"
                        : "Put the component into your account:");
        component.forEach(command -> out.println("  " + command));
        out.println("Put the functions into your account:");
        functions.forEach(command -> out.println("  " + command));
    }

    private ObjectNode object(Release made, Path folder, List<String> next) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("component", Recipe.COMPONENT);
        object.put("output", folder.toString());
        ArrayNode files = object.putArray("files");
        made.sizes()
                .forEach((path, bytes) ->
                        files.addObject().put("file", path.toString()).put("bytes", bytes));
        ArrayNode commands = object.putArray("next");
        next.forEach(commands::add);
        return object;
    }

    private static int kibibytes(int bytes) {
        return (bytes + BYTES_A_KIBIBYTE - 1) / BYTES_A_KIBIBYTE;
    }
}
