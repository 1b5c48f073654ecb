package io.migri.testkit.server;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Adds to a failure what the servers wrote to their logs last, so that nobody has to run the test again to see it. */
final class ServerLogs implements TestExecutionExceptionHandler {
    private static final int MOST_LINES = 40;

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        for (DatabaseServer server : TestDatabaseExtension.servers(context).running()) {
            String log = end(server);
            if (!log.isEmpty()) {
                failure.addSuppressed(new Log("the end of the log of " + server.origin() + ":\n" + log));
            }
        }
        throw failure;
    }

    private static String end(DatabaseServer server) {
        try {
            List<String> lines = server.log().lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** It has no place in the program. */
    private static final class Log extends Exception {
        private static final long serialVersionUID = 1;

        Log(String message) {
            super(message, null, false, false);
        }
    }
}
