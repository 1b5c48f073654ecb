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
    /** More threads than any run has. */
    private static final int MANY = 64;

    private static final String SLF4J = "slf4j.provider";
    private static final String SILENCE = "org.slf4j.nop.NOPServiceProvider";

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
        lookForPluginsInOneJar();
        Terminal terminal = Terminal.system();
        Optional<File> directory = Optional.of(new File(System.getProperty("user.dir")));
        int status = new Cli(terminal, System.getenv(), directory).run(List.of(arguments));
        terminal.finish();
        if (ClassArchive.isWanted()) {
            ClassArchive.ofThisProcess().ifPresent(ClassArchive::makeInBackground);
        }
        end(status);
    }

    /**
     * Ends the process, also where a thread of somebody else's would keep it going. Java sets up logging before it exits, so that
     * a run that went well rather returns to it.
     */
    private static void end(int status) {
        if (status != 0 || isKeptGoing()) {
            System.exit(status);
        }
    }

    private static boolean isKeptGoing() {
        Thread[] threads = new Thread[MANY];
        int count = Thread.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (!threads[i].isDaemon() && threads[i] != Thread.currentThread()) {
                return true;
            }
        }
        return count == MANY;
    }

    /** An installation's only jar on the class path names the plug-ins of all others, which are not opened to look. */
    private static void lookForPluginsInOneJar() {
        if (OneJar.isAlone()) {
            Thread.currentThread().setContextClassLoader(new OneJar(Main.class.getClassLoader()));
        }
    }

    /**
     * Drivers log on their own account, on standard error and in their own words. Costs nothing until one of them does. SLF4J would
     * open all jars to look for where to log to.
     */
    private static void silenceLogging() {
        if (System.getProperty("java.util.logging.config.file") == null) {
            System.setProperty("java.util.logging.config.class", SilentLogging.class.getName());
        }
        if (System.getProperty(SLF4J) == null) {
            System.setProperty(SLF4J, SILENCE);
            System.setProperty("slf4j.internal.verbosity", "WARN");
        }
    }
}
