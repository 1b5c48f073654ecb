package io.migri.behaviour;

import io.migri.testkit.server.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Scripts of a few lines for MySQL and MariaDB, from the resource {@code mysql-laws.txt}. A line {@code === name} begins one; {@code for} an
 * engine, where it is for that alone. Where a line {@code !} stands, a statement that fails stands in the first try. Behind {@code ?} the second
 * try is refused, because the session is gone that it would need, or because nobody can tell what was done. A tilde stands for the script's name.
 */
final class MySqlScripts {
    private static final String FAILS = "INSERT INTO missing VALUES (1);";

    private MySqlScripts() {}

    /** @param refused whether the run that follows the failure is refused */
    record Script(String name, String text, String failing, boolean refused) {}

    static List<Script> of(Engine engine) {
        List<Script> scripts = new ArrayList<>();
        for (String block : text().split("=== ", -1)) {
            int end = block.indexOf('\n');
            String title = end < 0 ? "" : block.substring(0, end);
            boolean fits = !title.contains(" for ")
                    || title.endsWith(" for " + engine.name().toLowerCase(Locale.ROOT));
            if (end > 0 && fits) {
                scripts.add(script(String.format("s%02d", scripts.size()), block.substring(end + 1)));
            }
        }
        return scripts;
    }

    private static Script script(String name, String block) {
        String body = block.replace("~", name + "_");
        String text = body.replace("\n!\n", "\n").replace("\n?\n", "\n");
        String failing = body.replace("\n!\n", "\n" + FAILS + "\n").replace("\n?\n", "\n" + FAILS + "\n");
        return new Script(name, text, failing, body.contains("\n?\n"));
    }

    private static String text() {
        try (InputStream stream = MySqlScripts.class.getResourceAsStream("mysql-laws.txt")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
