package io.migri.cli.start;

import io.migri.MigrationDirectory;
import io.migri.api.ConnectionConfig;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.database.Target;
import io.migri.cli.database.TargetReader;
import io.migri.cli.layout.Paragraph;
import io.migri.cli.output.Printable;
import io.migri.cli.output.Terminal;
import io.migri.cli.settings.ColorChoice;
import io.migri.cli.settings.MigrationsDirectory;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code migri} alone tells on a terminal: the directory, the database, and the next command. */
public final class Whereabouts {
    private static final Set<String> KINDS = Set.of("sql", "py");

    private static final int TEXT = 11;

    private final Invocation invocation;
    private final Paragraph paragraph;

    private Whereabouts(Invocation invocation, Paragraph paragraph) {
        this.invocation = invocation;
        this.paragraph = paragraph;
    }

    /** Tells it. Reads the names of files, no password, and no database. */
    public static void print(Invocation invocation, Terminal terminal) {
        Target target = new TargetReader(invocation).look();
        Terminal shown = new ColorChoice(invocation)
                .applyTo(terminal)
                .hiding(terminal.redaction().and(Optional.of(target.config())));
        shown.print(new Whereabouts(invocation, Paragraph.on(shown.out())).text(target));
    }

    private String text(Target target) {
        String location = MigrationsDirectory.of(invocation);
        Optional<List<Migration>> found = Optional.empty();
        String directory;
        try {
            MigrationDirectory there = MigrationDirectory.at(location, KINDS);
            found = there.path().toFile().isDirectory() ? Optional.of(there.migrations(other -> {})) : found;
            directory = location + found.map(Whereabouts::told).orElse(" is not there");
        } catch (MigriException e) {
            directory = e.getMessage();
        }
        boolean named = !target.config().database().isEmpty();
        return line("directory", directory)
                + line("database", named ? database(target) : "none is named")
                + "\n"
                + line("next", next(named, found))
                + line("help", "migri help");
    }

    private String line(String label, String text) {
        return label + " ".repeat(TEXT - label.length())
                + paragraph.text(Printable.text(text), TEXT, " ".repeat(TEXT))
                + "\n";
    }

    private static String told(List<Migration> migrations) {
        int count = migrations.size();
        return count == 0
                ? " has no migrations"
                : " has " + count + (count == 1 ? " migration, " : " migrations, the last is ")
                        + migrations.get(count - 1).name();
    }

    private static String database(Target target) {
        ConnectionConfig config = target.config();
        String host = config.host().map(name -> " at " + name).orElse("");
        String port = config.port().isPresent()
                ? (host.isEmpty() ? " at port " : ":") + config.port().getAsInt()
                : "";
        String dialect = config.dialect().map(name -> " (" + name + ")").orElse("");
        String place = target.places().getOrDefault("database", "");
        return config.database() + host + port + dialect + (place.isEmpty() ? "" : ", says " + place);
    }

    /** Found is empty where there is no directory, or it cannot be read. */
    private static String next(boolean named, Optional<List<Migration>> found) {
        if (!named) {
            return found.isEmpty()
                    ? "migri init makes what a project needs"
                    : "name one: --url URL, DATABASE_URL or migri.toml";
        }
        return found.filter(migrations -> !migrations.isEmpty()).isPresent()
                ? "migri status shows what is applied and what is pending"
                : "migri new NAME makes the first migration";
    }
}
