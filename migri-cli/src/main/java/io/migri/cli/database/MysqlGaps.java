package io.migri.cli.database;

import io.migri.cli.arguments.UsageException;
import io.migri.cli.file.TextFile;
import io.migri.cli.output.Printable;
import io.migri.cli.url.MysqlParameters;
import io.migri.cli.url.Part;
import io.migri.cli.url.Parts;
import io.migri.cli.url.UrlException;
import io.migri.spi.file.FileRights;
import io.migri.spi.file.UserHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What MySQL's own programs would know of the database besides: the section {@code [client]} of {@code ~/.my.cnf} (<a
 * href="https://dev.mysql.com/doc/refman/en/option-files.html">manual</a>). As they do, Migri leaves out a file that
 * everybody may write to.
 */
final class MysqlGaps {
    /**
     * What of it says where the database is and how to get there safely; the rest is about how those programs print.
     */
    private static final Set<String> PARAMETERS = Set.of(
            "host",
            "port",
            "socket",
            "user",
            "password",
            "database",
            "ssl-mode",
            "ssl-ca",
            "ssl-capath",
            "ssl-cert",
            "ssl-key",
            "ssl-crl",
            "ssl-crlpath",
            "ssl-cipher",
            "tls-version",
            "tls-ciphersuites",
            "ssl",
            "ssl-verify-server-cert",
            "get-server-public-key",
            "server-public-key-path");

    private final Map<String, String> environment;
    private final List<String> warnings;

    /**
     * What may fill a target.
     *
     * @param environment the process's own
     * @param warnings gets what the user should put right
     */
    MysqlGaps(Map<String, String> environment, List<String> warnings) {
        this.environment = environment;
        this.warnings = warnings;
    }

    void fill(Claim claim) {
        String home = UserHome.of(environment);
        Path file = Path.of(home, ".my.cnf");
        if (home.isEmpty() || !Files.isRegularFile(file)) {
            return;
        }
        if (!FileRights.isOurs(file, 0)) {
            warnings.add(
                    "the file " + file + " is left out: it belongs to somebody else, or everybody may write to it");
            return;
        }
        try {
            read(TextFile.read(file), file, claim);
        } catch (IOException e) {
            warnings.add("the file " + file + " is left out: " + e.getMessage());
        }
    }

    private static void read(String text, Path file, Claim claim) {
        Parts.Builder parts = Parts.builder();
        Parts.Builder socket = Parts.builder();
        MysqlParameters parameters = new MysqlParameters(parts, false);
        boolean inside = false;
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            if (line.startsWith("[")) {
                inside = line.startsWith("[client]");
            } else if (inside && !line.isEmpty() && "#;!".indexOf(line.charAt(0)) < 0) {
                set(parameters, socket, line, Printable.text(file + ":" + number));
            }
        }
        String place = file + " [client]";
        if (!claim.says(Part.HOST)
                && !claim.says(Part.PORT)
                && parts.get(Part.HOST)
                        .filter(host -> !host.equals("localhost"))
                        .isEmpty()) {
            claim.say(socket.build(), place);
        }
        claim.say(parts.build(), place);
    }

    /** A socket is of this machine: it stands in for a host only where none is named. */
    private static void set(MysqlParameters parameters, Parts.Builder socket, String line, String place) {
        int equals = line.indexOf('=');
        String name = (equals < 0 ? line : line.substring(0, equals)).strip().replace('_', '-');
        if (!PARAMETERS.contains(name)) {
            return;
        }
        try {
            (name.equals("socket") ? new MysqlParameters(socket, false) : parameters)
                    .set(
                            name,
                            equals < 0 ? "1" : value(line.substring(equals + 1).strip()));
        } catch (UrlException e) {
            throw new UsageException(place + ": " + e.getMessage());
        }
    }

    private static String value(String text) {
        char quote = text.isEmpty() ? ' ' : text.charAt(0);
        int end = quote == '\'' || quote == '"' ? text.indexOf(quote, 1) : -1;
        if (end > 0) {
            return unescaped(text.substring(1, end));
        }
        int comment = text.indexOf('#');
        return unescaped((comment < 0 ? text : text.substring(0, comment)).strip());
    }

    private static String unescaped(String text) {
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next != '\\' || i + 1 == text.length()) {
                value.append(next);
            } else {
                char escaped = text.charAt(++i);
                value.append(
                        switch (escaped) {
                            case 'b' -> "\b";
                            case 't' -> "\t";
                            case 'n' -> "\n";
                            case 'r' -> "\r";
                            case 's' -> " ";
                            case '\\' -> "\\";
                            default -> "\\" + escaped;
                        });
            }
        }
        return value.toString();
    }
}
