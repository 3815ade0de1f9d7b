package io.towersense.local.broker;

import io.towersense.dynamodblocal.process.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The main class of a broker in a process of its own, and the command line that {@link BrokerProcess} writes for it. */
final class BrokerMain {
    /** The environment variable for what no command line may show. */
    static final String SECRET = "TOWERSENSE_BROKER_SECRET";

    /** The environment variable for the PKCS12 file's password. */
    static final String PASSWORD = "TOWERSENSE_BROKER_PASSWORD";

    private static final String NONE = "-";
    private static final int FIXED = 6;

    private BrokerMain() {}

    @SuppressWarnings("resource") // it lives as long as the process
    public static void main(String[] arguments) {
        Child.endWithParent();
        List<String> line = List.of(arguments);
        SubscriptionAccess access = new SubscriptionAccess(
                Integer.parseInt(line.get(1)),
                Optional.ofNullable(System.getenv(SECRET)).orElse(""));
        try {
            Child.ready(Broker.start(options(line), access).endpoint().toString());
        } catch (IOException failed) {
            Child.failed(Optional.ofNullable(failed.getMessage()).orElse("for no reason given"));
        }
    }

    static List<String> commandLine(BrokerOptions options, SubscriptionAccess access) {
        List<String> line = new ArrayList<>(List.of(
                Integer.toString(options.port()),
                Integer.toString(access.port()),
                path(options.journal()),
                path(options.tls().map(BrokerTls::certificate)),
                path(options.tls().flatMap(BrokerTls::key)),
                path(options.tls().map(BrokerTls::authority))));
        options.subscriptions().forEach((name, filter) -> line.add(name + "=" + filter));
        return line;
    }

    static BrokerOptions options(List<String> line) {
        Optional<BrokerTls> tls = path(line.get(3))
                .map(certificate -> new BrokerTls(
                        certificate,
                        path(line.get(4)),
                        path(line.get(5)).orElseThrow(),
                        Optional.ofNullable(System.getenv(PASSWORD))));
        Map<String, String> subscriptions = new LinkedHashMap<>();
        for (String subscription : line.subList(FIXED, line.size())) {
            int equals = subscription.indexOf('=');
            subscriptions.put(subscription.substring(0, equals), subscription.substring(equals + 1));
        }
        BrokerOptions plain = BrokerOptions.inMemory()
                .withPort(Integer.parseInt(line.get(0)))
                .withJournal(Path.of(line.get(2)))
                .withSubscriptions(subscriptions);
        return tls.map(plain::withTls).orElse(plain);
    }

    private static String path(Optional<Path> path) {
        return path.map(Path::toString).orElse(NONE);
    }

    private static Optional<Path> path(String argument) {
        return argument.equals(NONE) ? Optional.empty() : Optional.of(Path.of(argument));
    }
}
