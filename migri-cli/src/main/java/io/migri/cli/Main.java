package io.migri.cli;

import java.util.List;

/** Where the process starts. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        silenceLogging();
        Terminal terminal = Terminal.system();
        int status = new Cli(terminal, System.getenv()).run(List.of(arguments));
        terminal.finish();
        System.exit(status);
    }

    /** Drivers log on their own account, on standard error and in their own words. Costs nothing until one of them does. */
    private static void silenceLogging() {
        if (System.getProperty("java.util.logging.config.file") == null) {
            System.setProperty("java.util.logging.config.class", SilentLogging.class.getName());
        }
    }
}
