package io.migri.cli;

import io.migri.cli.archive.ClassArchive;
import io.migri.cli.output.Terminal;
import java.io.File;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the process starts. */
public final class Main {

    private Main() {}

    /**
     * Runs one command line in this process, without files of settings.
     *
     * @param out gets its results
     * @param err gets all else
     * @return the exit status
     */
    public static int run(List<String> arguments, Map<String, String> environment, OutputStream out, OutputStream err) {
        Terminal terminal = Terminal.of(out, err);
        int status = new Cli(terminal, environment).run(arguments);
        terminal.finish();
        return status;
    }

    public static void main(String[] arguments) {
        silenceLogging();
        Terminal terminal = Terminal.system();
        Optional<File> directory = Optional.of(new File(System.getProperty("user.dir")));
        int status = new Cli(terminal, System.getenv(), directory).run(List.of(arguments));
        terminal.finish();
        if (ClassArchive.isWanted()) {
            ClassArchive.ofThisProcess().ifPresent(ClassArchive::makeInBackground);
        }
        System.exit(status);
    }

    /** Drivers log on their own account, on standard error and in their own words. Costs nothing until one of them does. */
    private static void silenceLogging() {
        if (System.getProperty("java.util.logging.config.file") == null) {
            System.setProperty("java.util.logging.config.class", SilentLogging.class.getName());
        }
    }
}
