package io.migri.cli.start;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** What a new project needs. Overwrites nothing, and follows no link in the place of a file. */
final class Scaffold {
    static final String CONFIG = "migri.toml";
    static final String EXAMPLE = "0001_example.sql.txt";

    private static final String CONFIG_TEXT = """
        # Settings of Migri for this directory and those below it. Keys are options without their dashes: migri help migrate
        migrations-dir = "migrations"

        # The database: take the # from one line, and correct it. DATABASE_URL wins over it.
        # url = "sqlite:app.db"
        # url = "postgresql://user@localhost:5432/app"
        # url = "mysql://user@localhost:3306/app"

        # Passwords belong in DB_PASS, or come from a command:
        # db-pass-command = "pass show app"

        # Another database, for migri --env production:
        # [env.production]
        # url = "postgresql://app@db.example:5432/app"
        """;

    private static final String EXAMPLE_TEXT = """
        -- An example. Its name ends in .txt, so Migri does not apply it. 'migri new NAME' makes a file for your own.
        CREATE TABLE animals (
            id integer PRIMARY KEY,
            name varchar(100) NOT NULL
        );
        """;

    private final Path directory;
    private final StringBuilder told = new StringBuilder();

    /** @param directory of the project */
    Scaffold(Path directory) {
        this.directory = directory;
    }

    /**
     * Makes what is missing, and returns a line about each.
     *
     * @throws MigriException where something cannot be made; what was made before stays
     */
    String make() {
        Path migrations = directory.resolve("migrations");
        if (Files.isDirectory(migrations)) {
            tell("is there", "migrations/");
        } else {
            makeDirectory(migrations);
        }
        if (isEmpty(migrations)) {
            write(migrations.resolve(EXAMPLE), "migrations/" + EXAMPLE, EXAMPLE_TEXT);
        }
        write(directory.resolve(CONFIG), CONFIG, CONFIG_TEXT);
        return told.toString();
    }

    private void tell(String what, String file) {
        told.append(what).append(" ".repeat(10 - what.length())).append(file).append('\n');
    }

    private void makeDirectory(Path migrations) {
        try {
            Files.createDirectory(migrations);
            tell("made", "migrations/");
        } catch (IOException e) {
            throw failed("migrations", e);
        }
    }

    private static boolean isEmpty(Path migrations) {
        try (Stream<Path> files = Files.list(migrations)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw failed("migrations", e);
        }
    }

    private void write(Path file, String name, String text) {
        try {
            Files.write(
                    file,
                    text.getBytes(UTF_8),
                    StandardOpenOption.WRITE,
                    StandardOpenOption.CREATE_NEW,
                    LinkOption.NOFOLLOW_LINKS);
            tell("made", name);
        } catch (FileAlreadyExistsException e) {
            tell("is there", name);
        } catch (IOException e) {
            throw failed(name, e);
        }
    }

    private static MigriException failed(String name, IOException cause) {
        return MigriException.of(ErrorCode.SOURCE_UNREADABLE, name + " cannot be made or read: " + cause.getMessage())
                .help("correct that, and run it again: what is there already stays as it is")
                .because(cause)
                .build();
    }
}
