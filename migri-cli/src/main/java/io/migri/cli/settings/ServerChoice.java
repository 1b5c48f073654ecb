package io.migri.cli.settings;

import io.migri.cli.arguments.Invocation;
import java.util.Set;

/** Whether any server will do. No option: who sets it knows the server, and wants it for all runs there. */
public final class ServerChoice {
    private ServerChoice() {}

    /** Whether Migri is to work on a server that it is not made for. */
    public static boolean isAny(Invocation invocation) {
        return Set.of("1", "true").contains(invocation.variable("MIGRI_ANY_SERVER"));
    }
}
