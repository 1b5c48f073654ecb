package io.migri.python.embedded;

import io.migri.python.PythonRun;
import io.migri.python.engine.PythonDiedException;
import io.migri.python.interpreter.Interpreter;
import io.migri.python.interpreter.PythonProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Runs one migration by Jep and prints what came of it; for what would harm the process that the tests run in. */
final class JepProgram {
    private static final Map<String, String> MIGRATIONS = Map.of(
            "threads",
            "import threading, time\n"
                    + PythonRun.migration(
                            "threading.Thread(target=time.sleep, args=(300,)).start()",
                            "await conn.echo(1)",
                            "return True"),
            "stubborn",
            PythonRun.migration(
                    "conn.ask_at_once('echo', 1)",
                    "while True:",
                    "    try:",
                    "        print('on')",
                    "        while True: pass",
                    "    except BaseException:",
                    "        pass"),
            "encoding",
            "import pathlib, os, sys\n"
                    + PythonRun.migration(
                            "path = pathlib.Path(os.environ.get('TMPDIR', '/tmp')) / f'migri-ä-{os.getpid()}'",
                            "path.write_text('€')",
                            "text = path.read_bytes()",
                            "path.unlink()",
                            "return text == '€'.encode() and sys.getfilesystemencoding() == 'utf-8'"));

    private JepProgram() {}

    public static void main(String[] arguments) throws Exception {
        Interpreter interpreter = PythonProbe.ask(Path.of(arguments[0]));
        Path cache = Files.createTempDirectory("migri-jep");
        PythonRun run = PythonRun.with(folder -> EmbeddedPython.ofThisProcess().start(interpreter, folder), cache);
        PythonRun.Execution execution = run.execution();
        if (arguments[1].equals("stubborn")) {
            interruptOnce(run, execution);
        }
        try {
            PythonRun.Ran ran = execution.run(MIGRATIONS.get(arguments[1]));
            System.out.println(ran.ok() ? "true" : ran.message());
        } catch (PythonDiedException e) {
            System.out.println(e.getMessage());
        }
        run.close();
    }

    private static void interruptOnce(PythonRun run, PythonRun.Execution execution) {
        CountDownLatch never = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try {
                while (execution.context().printed().isEmpty()) {
                    if (never.await(10, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
                run.engine().interrupt();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
