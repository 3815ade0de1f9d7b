package io.towersense.dynamodblocal;

import io.towersense.dynamodblocal.process.Child;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * The child's main class: DynamoDB Local on 127.0.0.1 alone.
 *
 * <p>DynamoDB Local's own main listens on every interface and has no option for it, so its server is made by its own
 * factory and the connector is told its host, and a port that the system chooses, before it starts. By reflection,
 * because nothing of it is on the compile class path.
 */
final class ServerProcess {
    private static final String RUNNER = "software.amazon.dynamodb.services.local.main.ServerRunner";

    /** No port is named here: the command line would refuse 0, and the connector is told the right one later. */
    private static final String[] OPTIONS = {"-inMemory", "-sharedDb", "-disableTelemetry"};

    private ServerProcess() {}

    public static void main(String[] arguments) throws Exception {
        Child.endWithParent();
        try {
            Child.ready(Integer.toString(serve(Integer.parseInt(arguments[0]))));
        } catch (InvocationTargetException failed) {
            Child.failed("port " + arguments[0] + ": " + failed.getCause().getMessage());
        }
    }

    private static int serve(int port) throws ReflectiveOperationException {
        Object proxy = Class.forName(RUNNER)
                .getMethod("createServerFromCommandLineArgs", String[].class)
                .invoke(null, (Object) OPTIONS);
        Field field = proxy.getClass().getDeclaredField("server");
        field.setAccessible(true);
        Object server = field.get(proxy);
        Object connectors = server.getClass().getMethod("getConnectors").invoke(server);
        Object connector = Array.get(connectors, 0);
        connector.getClass().getMethod("setHost", String.class).invoke(connector, "127.0.0.1");
        connector.getClass().getMethod("setPort", int.class).invoke(connector, port);
        proxy.getClass().getMethod("safeStart").invoke(proxy);
        Method localPort = connector.getClass().getMethod("getLocalPort");
        return (int) localPort.invoke(connector);
    }
}
