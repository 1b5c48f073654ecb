package io.migri.cli.output;

import io.migri.cli.order.Orders;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Where output goes. Nothing gets there by another way. It takes secrets out, and shows what would
 * give orders to a terminal, or to a service that runs builds, as escapes.
 *
 * @param out for results
 * @param err for everything else
 * @param redaction what is taken out of every text
 */
public record Terminal(Channel out, Channel err, Redaction redaction) {

    /** The process's own streams. */
    public static Terminal system() {
        return of(
                channel(new FileOutputStream(FileDescriptor.out), StandardStream.STDOUT.isTerminal()),
                channel(new FileOutputStream(FileDescriptor.err), StandardStream.STDERR.isTerminal()));
    }

    /** Streams that nobody looks at. */
    public static Terminal of(OutputStream out, OutputStream err) {
        return of(channel(out, false), channel(err, false));
    }

    /** Takes nothing out but what a text itself calls a password. */
    static Terminal of(Channel out, Channel err) {
        return new Terminal(out, err, Redaction.NOTHING);
    }

    private static Channel channel(OutputStream stream, boolean isTerminal) {
        return new Channel(new Outlet(stream), isTerminal, Style.PLAIN, false);
    }

    /** The same, which takes out these secrets. */
    public Terminal hiding(Redaction secrets) {
        return new Terminal(out, err, secrets);
    }

    /** The same, with colours or without. */
    public Terminal styled(Style forOut, Style forErr) {
        return new Terminal(out.styled(forOut), err.styled(forErr), redaction);
    }

    /** The same in a process with these variables: GitHub, Azure Pipelines and TeamCity take some of what they read for orders. */
    public Terminal in(Map<String, String> environment) {
        boolean isObeyed = "true".equalsIgnoreCase(environment.get("GITHUB_ACTIONS"))
                || "true".equalsIgnoreCase(environment.get("TF_BUILD"))
                || environment.containsKey("TEAMCITY_VERSION");
        return isObeyed ? new Terminal(out.obeyed(), err.obeyed(), redaction) : this;
    }

    /** Whether a service reads standard output that takes some of it for orders. */
    public boolean isObeyed() {
        return out.isObeyed();
    }

    /** Writes to standard output. Lines end with a line feed everywhere. */
    public void print(String text) {
        out.print(Printable.lines(redaction.clean(text)));
    }

    /** Writes a text that holds nothing but words of ours: there is no secret in it to be found. */
    public void printHelp(String text) {
        out.print(text);
    }

    /**
     * Writes what migri 0.7 wrote. Programs read it and look for names in it, so that off a terminal it is written as it is, and no name
     * loses a part that happens to be a password.
     */
    public void printLine(String text) {
        out.print(out.isTerminal() ? Printable.line(text) : Ink.colored(text));
    }

    /** Shows a line of ours on standard output, which is a terminal, until anything else is written. It stays one line however long it is. */
    public void show(String line) {
        String cut = Ink.ERASE.mark() + Ink.CUT.mark() + line + Ink.WRAP.mark();
        // what is wrapped when somebody makes the terminal narrower is then below the cursor
        out.outlet().show(Printable.line(cut) + "\r");
    }

    /** Takes away the line that is shown. */
    public void erase() {
        out.outlet().erase();
    }

    /** Writes a JSON document. Its form keeps control characters out, and its texts are cleaned. */
    public void printDocument(Object document) {
        printEvent(document);
        out.outlet().complete();
    }

    /** The same of one of several that come before the document. */
    public void printEvent(Object event) {
        out.print(Json.text(event, redaction::clean) + "\n");
    }

    /** Whether standard output has got its document by now. */
    public boolean hasDocument() {
        return out.outlet().isComplete();
    }

    /** Writes the bytes of a file: as they are, unless a person looks at them, or they hold an order that is known by name. */
    public void printFile(byte[] bytes) {
        if (out.isTerminal()) {
            print(new String(bytes, StandardCharsets.UTF_8));
        } else if (isObeyed()
                && Orders.firstKnown(new String(bytes, StandardCharsets.UTF_8)).isPresent()) {
            out.print(new String(bytes, StandardCharsets.UTF_8));
        } else {
            out.outlet().print(bytes);
        }
    }

    /** Writes to standard error, after what standard output has, and before what it gets. */
    public void printError(String text) {
        printError(text, err.isObeyed());
    }

    /** The same of an order of ours: a line that a service is to obey. */
    public void printOrder(String line) {
        printError(line, false);
    }

    private void printError(String text, boolean isDisarmed) {
        String shown = Printable.lines(redaction.clean(text));
        out.outlet().hold();
        try {
            out.outlet().flush();
            err.outlet().print(isDisarmed ? Orders.disarmed(shown) : shown);
            err.outlet().flush();
        } finally {
            out.outlet().release();
        }
    }

    /** Waits until everything is written. Returns whether standard output has got all of it. */
    public boolean finish() {
        err.outlet().flush();
        return !out.outlet().failed();
    }

    /** From now on nobody waits for a reader longer than {@code time} altogether. */
    public void hurry(Duration time) {
        out.outlet().hurry(time);
        err.outlet().hurry(time);
    }
}
