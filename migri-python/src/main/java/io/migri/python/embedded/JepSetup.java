package io.migri.python.embedded;

import io.migri.python.interpreter.ChildEnvironment;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What each thread's interpreter executes first. */
final class JepSetup {

    /**
     * Earlier runs, on other databases, may have used other folders. Those stay, because modules that migrations imported hold on to
     * them. What came from one that is not there any more is forgotten, but for the streams, which the interpreter has for good.
     */
    private static final String MOVE = """
        migri_folders = sys.__dict__.setdefault('_migri_folders', [])
        for gone in [folder for folder in migri_folders if not os.path.isdir(folder)]:
            for name, module in list(sys.modules.items()):
                file = getattr(module, '__file__', None) or ''
                if file.startswith(gone) and name != 'migri_rt.jep_streams':
                    del sys.modules[name]
            sys.path[:] = [path for path in sys.path if not path.startswith(gone)]
            migri_folders.remove(gone)
        if migri_folder not in migri_folders:
            migri_folders.append(migri_folder)
            sys.path.append(migri_folder)
        """;

    private JepSetup() {}

    /** {@code folder} holds the package {@code migri_rt}. */
    static String code(Path folder) {
        return "import os, sys\n"
                + "migri_folder = " + literal(folder.toString()) + "\n"
                + MOVE
                + "from migri_rt.transport_jep import transport_of as migri_transport_of\n"
                + "migri_transport = migri_transport_of(migri_bridge)\n"
                + "migri_execute = migri_transport.execute\n"
                + "migri_function = migri_transport.function\n"
                + "migri_settle = migri_transport.settle\n"
                + "migri_interrupt = migri_transport.interrupt\n"
                + "migri_transport.hide([" + keptBack() + "])\n";
    }

    private static String keptBack() {
        return System.getenv().keySet().stream()
                .filter(ChildEnvironment::isKeptBack)
                .map(JepSetup::literal)
                .collect(Collectors.joining(", "));
    }

    /** A string literal of Python. Every Python reads these escapes as Java's UTF-16 means them but for pairs, which it joins. */
    private static String literal(String text) {
        StringBuilder literal = new StringBuilder("'");
        text.codePoints().forEach(point -> literal.append(String.format("\\U%08x", point)));
        return literal.append('\'').toString();
    }
}
