package io.migri.cli.call;

import io.migri.cli.arguments.CommandSyntax;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.exit.ExitStatus;
import io.migri.cli.output.Terminal;

/** A command: what can be typed for it, and what it does. */
public interface Command {

    /** Its word, its line of help, its settings and names. */
    CommandSyntax syntax();

    /**
     * Does it.
     *
     * @param terminal takes out what the command line gave away already
     * @throws UsageException where something has a value that it cannot have
     */
    ExitStatus run(Invocation invocation, Terminal terminal);

    /** Whether its output is all that its caller wants of it, so that the call was in vain if that is lost. */
    default boolean isItsOutput() {
        return true;
    }

    /** Whether it describes the command line itself. No file of settings and no plug-in counts for it. */
    default boolean isAboutItself() {
        return false;
    }
}
