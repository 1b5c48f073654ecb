package io.migri.cli;

import io.migri.api.ConnectionConfig;
import io.migri.api.MigriException;
import io.migri.cli.failure.Advice;

/** What the command line says to do about a failure, behind "help: ". */
public final class PrintedHelp {
    private static final String LABEL = "= help: ";

    private PrintedHelp() {}

    /** Of a run of {@code migri migrate}; empty where it says nothing. */
    public static String of(ConnectionConfig target, MigriException failure) {
        return new Advice(target).about(failure).orElse("");
    }

    /** The last in what was printed; empty where there is none. */
    public static String in(String printed) {
        int label = printed.lastIndexOf(LABEL);
        if (label < 0) {
            return "";
        }
        int end = printed.indexOf('\n', label);
        return printed.substring(label + LABEL.length(), end < 0 ? printed.length() : end);
    }
}
