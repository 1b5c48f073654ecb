package io.migri.cli.url;

/** Reads what stands behind the first colon of a URL that names a server. */
final class ServerUrl {
    private static final String ENCODE =
            "If the password holds one of : / ? # @, write that as %3A, %2F, %3F, %23 or %40.";

    private final String dialect;
    private final boolean jdbc;

    /** @param jdbc whether the URL is one of a JDBC driver */
    ServerUrl(String dialect, boolean jdbc) {
        this.dialect = dialect;
        this.jdbc = jdbc;
    }

    Parts parse(String rest) {
        if (rest.startsWith("//")) {
            return hierarchical(rest.substring(2));
        }
        if (jdbc && dialect.equals("postgresql")) {
            return tail(Parts.builder().set(Part.DIALECT, dialect), rest);
        }
        throw new UrlException("// has to follow the first colon: " + dialect + "://USER@HOST:PORT/NAME.");
    }

    private Parts hierarchical(String body) {
        if (body.indexOf('#') >= 0) {
            throw new UrlException("a # has to be written as %23.");
        }
        int end = 0;
        while (end < body.length() && body.charAt(end) != '/' && body.charAt(end) != '?') {
            end++;
        }
        String authority = body.substring(0, end);
        int at = authority.lastIndexOf('@');
        if (at < 0 && isAtMisplaced(body.substring(end))) {
            throw new UrlException("an @ stands after the first / or ?. " + ENCODE);
        }
        Parts.Builder parts = Parts.builder().set(Part.DIALECT, dialect);
        if (at >= 0) {
            credentials(parts, authority.substring(0, at));
        }
        address(parts, Address.of(authority.substring(at + 1)));
        return tail(parts, body.substring(end));
    }

    /**
     * In a user or a password that is a parameter it is data. Elsewhere it is likely that a password was cut in two.
     */
    private static boolean isAtMisplaced(String tail) {
        int query = tail.indexOf('?');
        String path = query < 0 ? tail : tail.substring(0, query);
        if (path.indexOf('@') >= 0) {
            return true;
        }
        for (String parameter : (query < 0 ? "" : tail.substring(query + 1)).split("&", -1)) {
            if (parameter.indexOf('@') >= 0 && !parameter.startsWith("user=") && !parameter.startsWith("password=")) {
                return true;
            }
        }
        return false;
    }

    private static void credentials(Parts.Builder parts, String text) {
        int colon = text.indexOf(':');
        parts.set(Part.USER, PercentCode.decode(colon < 0 ? text : text.substring(0, colon), "user"));
        if (colon >= 0) {
            parts.set(Part.PASSWORD, PercentCode.decode(text.substring(colon + 1), "password"));
        }
    }

    private void address(Parts.Builder parts, Address address) {
        if (address.isList() && !dialect.equals("postgresql")) {
            throw new UrlException("several hosts are named, and a run has to stay with one server. Name the one that"
                    + " takes writes.");
        }
        parts.set(Part.HOST, address.hosts());
        parts.set(Part.PORT, address.ports(PostgresqlParameters.PORT));
    }

    /** The name of the database, and parameters. */
    private Parts tail(Parts.Builder parts, String tail) {
        int query = tail.indexOf('?');
        String path = query < 0 ? tail : tail.substring(0, query);
        parts.set(
                Part.DATABASE,
                PercentCode.decode(path.startsWith("/") ? path.substring(1) : path, "name of the database"));
        Parameters parameters =
                switch (dialect) {
                    case "postgresql" -> new PostgresqlParameters(parts, jdbc);
                    case "mysql" -> new MysqlParameters(parts, jdbc);
                    default -> new OtherParameters(parts);
                };
        if (query >= 0) {
            Parameters.read(tail.substring(query + 1), parameters);
        }
        return parts.build();
    }
}
