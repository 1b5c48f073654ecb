package io.migri.python;

import java.nio.file.Path;
import java.util.Map;

/** What each thread's interpreter executes first. */
final class JepSetup {

    private JepSetup() {}

    /** {@code folder} holds the package {@code migri_rt}. */
    static String code(Path folder) {
        return "import sys\n"
                + "if " + literal(folder) + " not in sys.path:\n"
                + "    sys.path.append(" + literal(folder) + ")\n"
                + "from migri_rt.transport_jep import transport_of as migri_transport_of\n"
                + "migri_transport = migri_transport_of(migri_bridge)\n"
                + "migri_execute = migri_transport.execute\n"
                + "migri_function = migri_transport.function\n"
                + "migri_settle = migri_transport.settle\n"
                + "migri_interrupt = migri_transport.interrupt\n"
                + withoutCredentials(System.getenv());
    }

    /** What opens the database is kept from migrations and from what they start. Java has its own copy of it. */
    private static String withoutCredentials(Map<String, String> environment) {
        StringBuilder code = new StringBuilder("import os\n");
        environment.keySet().stream()
                .filter(ChildEnvironment::isCredential)
                .forEach(name ->
                        code.append("os.environ.pop(").append(literal(name)).append(", None)\n"));
        return code.toString();
    }

    private static String literal(Path path) {
        return literal(path.toString());
    }

    /** A string literal of Python. Every Python reads these escapes as Java's UTF-16 means them but for pairs, which it joins. */
    private static String literal(String text) {
        StringBuilder literal = new StringBuilder("'");
        text.codePoints().forEach(point -> literal.append(String.format("\\U%08x", point)));
        return literal.append('\'').toString();
    }
}
