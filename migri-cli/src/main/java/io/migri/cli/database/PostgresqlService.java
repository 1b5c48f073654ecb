package io.migri.cli.database;

import io.migri.cli.arguments.UsageException;
import io.migri.cli.file.Mistrust;
import io.migri.cli.file.TextFile;
import io.migri.cli.output.Printable;
import io.migri.cli.url.Part;
import io.migri.cli.url.Parts;
import io.migri.cli.url.PostgresqlParameters;
import io.migri.cli.url.UrlException;
import io.migri.spi.file.UserHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A section of {@code pg_service.conf}, which holds parameters of libpq (<a
 * href="https://www.postgresql.org/docs/current/libpq-pgservice.html">manual</a>): the user's file first, then the
 * system's.
 */
final class PostgresqlService {
    private final UnaryOperator<String> variables;
    private final Map<String, String> environment;

    PostgresqlService(UnaryOperator<String> variables, Map<String, String> environment) {
        this.variables = variables;
        this.environment = environment;
    }

    /** Says what the section has to say that {@code claim} names. */
    void fill(Claim claim) {
        Optional<String> service = claim.get(Part.SERVICE);
        if (service.isEmpty()) {
            return;
        }
        Optional<String> named = claim.get(Part.SERVICE_FILE);
        for (Path file : files(named)) {
            if (Files.isRegularFile(file) || named.isPresent()) {
                Optional<Parts> section = section(file, service.get());
                if (section.isPresent()) {
                    claim.say(section.get(), file + " [" + service.get() + "]");
                    return;
                }
            }
        }
        throw new UsageException("The service " + Printable.text(service.get()) + " of PostgreSQL is not in "
                + Printable.text(String.join(
                        " or ", files(named).stream().map(Path::toString).toList()))
                + ".");
    }

    private List<Path> files(Optional<String> named) {
        List<Path> files = new ArrayList<>();
        String home = UserHome.of(environment);
        if (named.isPresent()) {
            files.add(path(named.get()));
        } else if (!home.isEmpty()) {
            files.add(path(home).resolve(".pg_service.conf"));
        }
        String system = variables.apply("PGSYSCONFDIR");
        files.add(path(system.isEmpty() ? "/etc/postgresql-common" : system).resolve("pg_service.conf"));
        return files;
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UsageException("PostgreSQL's file of services cannot be looked for: '" + Printable.text(name)
                    + "' cannot be the name of a file.");
        }
    }

    private static Optional<Parts> section(Path file, String service) {
        List<String> lines;
        try {
            lines = TextFile.read(file).lines().map(String::strip).toList();
        } catch (IOException e) {
            throw new UsageException(Printable.text(file + ": " + e.getMessage()) + ".");
        }
        int begin = lines.indexOf("[" + service + "]");
        if (begin < 0) {
            return Optional.empty();
        }
        Parts.Builder parts = Parts.builder();
        PostgresqlParameters parameters = new PostgresqlParameters(parts, false);
        for (int i = begin + 1; i < lines.size() && !lines.get(i).startsWith("["); i++) {
            String line = lines.get(i);
            if (!line.isEmpty() && !line.startsWith("#")) {
                set(parameters, line, Printable.text(file + ":" + (i + 1)));
            }
        }
        Parts section = parts.build();
        section.properties().forEach((name, value) -> Mistrust.checkProperty(file, name, value, file.toString()));
        return Optional.of(section);
    }

    private static void set(PostgresqlParameters parameters, String line, String place) {
        int equals = line.indexOf('=');
        String name = equals < 0 ? "" : line.substring(0, equals).strip();
        if (name.isEmpty() || name.equals("service")) {
            throw new UsageException(place + ": expected a parameter of libpq, such as host=db.example.org.");
        }
        try {
            parameters.set(name, line.substring(equals + 1).strip());
        } catch (UrlException e) {
            throw new UsageException(place + ": " + e.getMessage());
        }
    }
}
