package io.migri.testkit.server;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Adds to a failure what the servers wrote to their logs during the test, so that nobody has to run it again to see that. */
final class ServerLogs implements BeforeTestExecutionCallback, TestExecutionExceptionHandler {
    private static final Namespace NAMESPACE = Namespace.create(ServerLogs.class);
    private static final int MOST_LINES = 40;

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        Map<String, Integer> lengths = new HashMap<>();
        for (DatabaseServer server : TestDatabaseExtension.servers(context).running()) {
            lengths.put(server.origin(), log(server).length());
        }
        context.getStore(NAMESPACE).put(ServerLogs.class, new Lengths(lengths));
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Lengths before = context.getStore(NAMESPACE).get(ServerLogs.class, Lengths.class);
        for (DatabaseServer server : TestDatabaseExtension.servers(context).running()) {
            int from = before == null ? 0 : before.lengths.getOrDefault(server.origin(), 0);
            String log = log(server);
            List<String> lines =
                    log.substring(Math.min(from, log.length())).lines().toList();
            if (!lines.isEmpty()) {
                String end = String.join("\n", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
                failure.addSuppressed(new Log("the log of " + server.origin() + " during the test:\n" + end));
            }
        }
        throw failure;
    }

    private static String log(DatabaseServer server) {
        try {
            return server.log();
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** How long each server's log was before the test. */
    private record Lengths(Map<String, Integer> lengths) {}

    /** It has no place in the program. */
    private static final class Log extends Exception {
        private static final long serialVersionUID = 1;

        Log(String message) {
            super(message, null, false, false);
        }
    }
}
