package io.migri.python;

import io.migri.python.interpreter.Interpreter;
import io.migri.python.interpreter.PythonProbe;
import io.migri.python.process.ProcessEngine;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs a migration that never ends in a child process, whose number it prints. */
public final class EndlessProgram {
    private EndlessProgram() {}

    public static void main(String[] arguments) throws Exception {
        Interpreter interpreter = PythonProbe.ask(Path.of(arguments[0]));
        Path cache = Files.createTempDirectory("migri-endless");
        PythonRun run = PythonRun.with(folder -> ProcessEngine.start(interpreter, folder), cache);
        ProcessHandle.current().children().forEach(child -> System.out.println(child.pid()));
        run.run(PythonRun.migration("while True: pass"));
    }
}
