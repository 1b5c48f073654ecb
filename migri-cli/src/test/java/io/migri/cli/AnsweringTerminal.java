package io.migri.cli;

import java.util.ArrayList;
import java.util.List;

/** A terminal of a program's own, on which a question is answered once. Needs python3. */
final class AnsweringTerminal {
    /** Its arguments are what the question holds, what is to be typed then, and a command. */
    private static final String TYPING = """
        import os, pty, sys
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(sys.argv[3], sys.argv[3:])
        shown = b''
        typed = False
        while True:
            try:
                more = os.read(terminal, 4096)
            except OSError:
                break
            if not more:
                break
            shown += more
            if sys.argv[1].encode() in shown and not typed:
                typed = True
                os.write(terminal, sys.argv[2].encode() + b'\\n')
        sys.stdout.buffer.write(shown)
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        """;

    private AnsweringTerminal() {}

    /** A command that runs the launcher there, and types {@code answer} once {@code question} is seen. */
    static List<String> command(String question, String answer, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("python3", "-c", TYPING, question, answer));
        command.add(Distribution.launcher().toString());
        command.addAll(arguments);
        return command;
    }
}
