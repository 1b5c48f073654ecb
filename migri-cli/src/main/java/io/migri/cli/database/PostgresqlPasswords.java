package io.migri.cli.database;

import io.migri.cli.file.TextFile;
import io.migri.cli.url.Part;
import io.migri.spi.file.UserHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * PostgreSQL's file of passwords, {@code ~/.pgpass} (<a
 * href="https://www.postgresql.org/docs/current/libpq-pgpass.html">manual</a>). As libpq does, one that others may use
 * in any way is left out, with a warning.
 */
final class PostgresqlPasswords {
    private static final int FIELDS = 5;
    private static final String LOCAL = "localhost";

    /** Where libpq looks for the server's socket by itself: as PostgreSQL builds it, and as distributions do. */
    private static final Set<String> SOCKETS = Set.of("/tmp", "/run/postgresql", "/var/run/postgresql");

    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Map<String, String> environment;
    private final List<String> warnings;

    PostgresqlPasswords(Map<String, String> environment, List<String> warnings) {
        this.environment = environment;
        this.warnings = warnings;
    }

    /** The password of the first line that fits. */
    Optional<PasswordSource> find(Claim claim) {
        Optional<Path> file = file(claim.get(Part.PASSWORD_FILE));
        if (file.isEmpty() || !Files.exists(file.get()) || !isUsable(file.get())) {
            return Optional.empty();
        }
        List<String> wanted = List.of(
                host(first(claim.get(Part.HOST).orElse(LOCAL))),
                first(claim.get(Part.PORT).orElse("5432")),
                claim.get(Part.DATABASE).orElse(""),
                claim.get(Part.USER).orElseGet(() -> System.getProperty("user.name", "")));
        try {
            return password(TextFile.read(file.get()), wanted)
                    .map(password -> PasswordSource.of(password, file.get().toString()));
        } catch (IOException e) {
            warnings.add("the password file " + file.get() + " is left out: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Path> file(Optional<String> named) {
        try {
            return named.map(Path::of).or(this::usual);
        } catch (InvalidPathException e) {
            warnings.add("the password file '" + e.getInput() + "' is left out: no file can have that name");
            return Optional.empty();
        }
    }

    private Optional<Path> usual() {
        String home = UserHome.of(environment);
        String roaming = environment.getOrDefault("APPDATA", "");
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return roaming.isEmpty() ? Optional.empty() : Optional.of(Path.of(roaming, "postgresql", "pgpass.conf"));
        }
        return home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home, ".pgpass"));
    }

    private boolean isUsable(Path file) {
        if (!Files.isRegularFile(file)) {
            warnings.add("the password file " + file + " is left out: it is no plain file");
            return false;
        }
        try {
            if (OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
                return true;
            }
            warnings.add("the password file " + file + " is left out: others may read or write it (chmod 600)");
            return false;
        } catch (IOException | UnsupportedOperationException e) {
            return true;
        }
    }

    /** Of several hosts one password is known, that of the first. */
    private static String first(String list) {
        int comma = list.indexOf(',');
        return comma < 0 ? list : list.substring(0, comma);
    }

    /** The default directory of sockets stands for this machine. */
    private static String host(String host) {
        return SOCKETS.contains(host) ? LOCAL : host;
    }

    private static Optional<String> password(String text, List<String> wanted) {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(PostgresqlPasswords::fields)
                .filter(fields -> fields.size() == FIELDS && fits(fields, wanted))
                .map(fields -> fields.get(FIELDS - 1))
                .findFirst()
                .filter(password -> !password.isEmpty());
    }

    private static boolean fits(List<String> fields, List<String> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!fields.get(i).equals("*") && !fields.get(i).equals(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A backslash keeps a colon, or another, from meaning anything. The last field goes to the end of the line. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char next = line.charAt(i);
            if (next == '\\' && i + 1 < line.length()) {
                field.append(line.charAt(++i));
            } else if (next == ':' && fields.size() < FIELDS - 1) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(next);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
