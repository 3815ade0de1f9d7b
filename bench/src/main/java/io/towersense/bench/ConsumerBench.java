package io.towersense.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.towersense.dynamodblocal.DynamoDbLocal;
import io.towersense.dynamodblocal.process.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The consumer beside a naive one and beside the limit, into one DynamoDB Local in one run: as fast as it goes, and with
 * a service time as of a service in another building. Prints a table for each, and a line of JSON at the end.
 */
@Command(
        name = "consumer-bench",
        mixinStandardHelpOptions = true,
        description = "Measures the consumer beside a naive one and beside bare calls.")
public final class ConsumerBench implements Callable<Integer> {
    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "interleaved rounds of each (default: ${DEFAULT-VALUE})")
    private int rounds = 9;

    @Option(names = "--shape", description = "only these events: ${COMPLETION-CANDIDATES} (default: all)")
    private List<Shape> shapes = List.of(Shape.values());

    @Option(names = "--without-python", description = "leave the naive consumers out")
    private boolean withoutPython;

    @Option(names = "--direct-only", description = "leave the service time out")
    private boolean directOnly;

    private ConsumerBench() {}

    /** Runs it; the exit code is 0, 1 if something failed, 2 on wrong usage. */
    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "bench-logback.xml");
        System.exit(new CommandLine(new ConsumerBench())
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    command.getErr().println(String.valueOf(problem.getMessage()));
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Path module = module();
        if (System.getProperty(DynamoDbLocal.LIBRARIES) == null) {
            Path libraries = module.resolveSibling("local-cloud/dynamodb-local/target/dynamodb-local");
            System.setProperty(DynamoDbLocal.LIBRARIES, libraries.toString());
        }
        List<Result> results = new ArrayList<>();
        try (DynamoDbLocal server = DynamoDbLocal.start();
                ChildProcess proxy = slowProxy(server.endpoint())) {
            Map<String, URI> ways = new LinkedHashMap<>();
            ways.put("direct", server.endpoint());
            if (!directOnly) {
                ways.put("service_time", URI.create("http://127.0.0.1:" + proxy.answer()));
            }
            for (Map.Entry<String, URI> way : ways.entrySet()) {
                try (Database database = new Database(way.getValue())) {
                    int best = BestInFlight.find(database);
                    for (Shape shape : shapes) {
                        Result result = race(module, way.getKey(), shape, database, best);
                        System.out.println(result.table());
                        results.add(result);
                    }
                }
            }
        }
        System.out.println(json(results));
        return 0;
    }

    private Result race(Path module, String way, Shape shape, Database database, int best) throws IOException {
        List<Contender> contenders = new ArrayList<>();
        try {
            int inFlight = TowerSenseConsumer.inFlight(shape);
            if (!withoutPython) {
                Path script = module.resolve("naive_consumer.py");
                contenders.add(NaiveConsumer.start(script, "put_item", shape, database));
                contenders.add(NaiveConsumer.start(script, "batch_writer", shape, database));
            }
            contenders.add(TowerSenseConsumer.over(database, shape));
            BareCalls limit = BareCalls.unbroken(database, inFlight);
            contenders.add(limit);
            contenders.add(BareCalls.eventByEvent(database, inFlight, shape));
            if (best != inFlight) {
                contenders.add(BareCalls.unbroken(database, best));
            }
            String title = "Events of " + shape.label()
                    + (way.equals("direct") ? ", DynamoDB Local as it is" : ", 5 ms a put and 10 ms a batch on top");
            String key = way + "_" + shape.name().toLowerCase(Locale.ROOT);
            return new Result(title, key, limit.name(), new Race(database, contenders).run(rounds));
        } finally {
            contenders.forEach(Contender::close);
        }
    }

    private static ChildProcess slowProxy(URI target) throws IOException {
        return ChildProcess.start(
                "the proxy",
                List.of("-Xmx256m", "-XX:+UseSerialGC"),
                System.getProperty("java.class.path"),
                SlowProxy.class.getName(),
                List.of(Integer.toString(target.getPort())),
                Map.of(),
                Duration.ofSeconds(20));
    }

    private static String json(List<Result> results) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        results.forEach(result -> json.set(result.key(), result.json()));
        return json.toString();
    }

    /** The folder of this module, whose build this class comes from. */
    private static Path module() throws IOException {
        try {
            Path built = Path.of(ConsumerBench.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (Path folder = built; folder != null; folder = folder.getParent()) {
                if (Files.exists(folder.resolve("naive_consumer.py"))) {
                    return folder;
                }
            }
            throw new IOException("naive_consumer.py is not above " + built + ": run the bench from its checkout");
        } catch (URISyntaxException e) {
            throw new IOException("this class was loaded from nowhere on this disk: " + e.getInput());
        }
    }
}
