package io.migri.cli.database;

import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Layer;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import io.migri.cli.output.Printable;
import io.migri.cli.url.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts together which database is meant. The first source that gives dialect, host, port or name gives all four. User,
 * password, schema and properties come from that source or from a source above it. So no target is ever a mixture of
 * two. What the database's own clients would know besides ({@code PGHOST}, {@code ~/.my.cnf}) fills gaps, where the
 * kind of database is known.
 */
public final class TargetReader {
    private static final String WAYS =
            "Say which database: -n NAME, --url URL, or DATABASE_URL. The name of an SQLite database is the path of its file.";

    private final Invocation invocation;
    private final Claims claims;
    private final List<String> notes = new ArrayList<>(0);
    private final List<String> warnings = new ArrayList<>(0);

    public TargetReader(Invocation invocation) {
        this.invocation = invocation;
        this.claims = new Claims(invocation);
    }

    /**
     * The database.
     *
     * @throws UsageException where none is named, or a part of it cannot be
     */
    public Target read() {
        Claim claim = claim();
        Optional<Target> found = find(claim);
        if (found.isEmpty()) {
            throw missing(claim);
        }
        return found.get();
    }

    /**
     * The database; empty where none is named.
     *
     * @throws UsageException where a part of it cannot be
     */
    public Optional<Target> find() {
        return find(claim());
    }

    private Optional<Target> find(Claim claim) {
        Optional<String> name = claim.get(Part.DATABASE);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Secret> password =
                claim.password().isPresent() ? claim.password().get().reader().get() : Optional.empty();
        return Optional.of(target(claim, name.get(), password));
    }

    /**
     * The same as far as it is known. No password is read, no command executed, and a database that is not named is
     * called "".
     */
    public Target look() {
        Claim claim = claim();
        return target(
                claim, claim.get(Part.DATABASE).orElse(""), claim.password().map(source -> Secret.of("")));
    }

    private UsageException missing(Claim claim) {
        return new UsageException(
                "Missing option " + Setting.DB_NAME.quotedNames() + "." + reason(claim), Optional.of(WAYS));
    }

    /** Where something else was said, and a variable or file that names a database did not count for that. */
    private String reason(Claim claim) {
        boolean other = !invocation.variable(Setting.URL.variable()).isEmpty()
                || invocation.layers().stream()
                        .anyMatch(layer -> claims.layer(layer).says(Part.DATABASE));
        return claim.isMade() && other
                ? " Since " + Printable.text(claim.place()) + " is given, no other source names the database."
                : "";
    }

    private Claim claim() {
        Claim given = claims.given();
        Claim claim = new Claim();
        claim.takeDatabase(given);
        claim.takeCredentials(given);
        Optional<Layer> source = Optional.empty();
        if (given.isMade()) {
            if (!invocation.variable(Setting.URL.variable()).isEmpty()) {
                notes.add("DATABASE_URL is ignored: " + given.place() + " says which database is meant");
            }
        } else {
            source = takeLower(claim);
        }
        requireEnvironment(claim, source);
        fill(claim, source);
        return claim;
    }

    /** Goes down to the first source that names a database. Returns it if it is a file. */
    private Optional<Layer> takeLower(Claim claim) {
        List<Claim> above = new ArrayList<>(2);
        Optional<Claim> variable = claims.variable();
        if (variable.isPresent()) {
            take(claim, variable.get(), above);
            return Optional.empty();
        }
        for (Layer layer : invocation.layers()) {
            Claim lower = claims.layer(layer);
            if (lower.isMade()) {
                take(claim, lower, above);
                return Optional.of(layer);
            }
            above.add(lower);
        }
        return Optional.empty();
    }

    private static void take(Claim claim, Claim source, List<Claim> above) {
        claim.takeDatabase(source);
        above.forEach(claim::takeCredentials);
        claim.takeCredentials(source);
    }

    /**
     * Whoever names an environment by hand means its database, and not that of a variable or file which happens to be
     * there.
     */
    private void requireEnvironment(Claim claim, Optional<Layer> source) {
        if (!invocation.options().containsKey(Setting.ENVIRONMENT)
                || source.filter(Layer::isEnvironment).isPresent()
                || invocation.options().containsKey(Setting.URL)
                || invocation.options().containsKey(Setting.DB_NAME)) {
            return;
        }
        for (Layer layer : invocation.layers()) {
            if (layer.isEnvironment() && claims.layer(layer).isMade()) {
                throw invocation.misused("--env "
                        + invocation.value(Setting.ENVIRONMENT).orElse("") + " names a database, and so does "
                        + claim.place() + ", which would win. Unset that, or leave out --env.");
            }
        }
    }

    private void fill(Claim claim, Optional<Layer> source) {
        switch (claim.dialect()) {
            case "postgresql" ->
                new PostgresqlGaps(name -> variable(name, source), invocation.environment(), warnings).fill(claim);
            case "mysql" -> new MysqlGaps(invocation.environment(), warnings).fill(claim);
            default -> {}
        }
    }

    /** A file's variables count only where it, or a source below it, names the database. */
    private String variable(String name, Optional<Layer> source) {
        String value = invocation.variable(name);
        if (!value.isEmpty() || source.isEmpty()) {
            return value;
        }
        for (Layer layer : invocation.layers()) {
            if (!layer.variable(name).isEmpty()) {
                return layer.variable(name);
            }
            if (layer.equals(source.get())) {
                break;
            }
        }
        return "";
    }

    private Target target(Claim claim, String database, Optional<Secret> password) {
        Map<String, String> properties = new HashMap<>();
        for (Map.Entry<String, Claim.Said> property : claim.properties().entrySet()) {
            properties.put(property.getKey(), property.getValue().value());
        }
        String port = claim.get(Part.PORT).orElse("");
        if (port.indexOf(',') >= 0) {
            properties.putIfAbsent("PGPORT", port);
        }
        ConnectionConfig.Builder target = ConnectionConfig.builder(database)
                .dialect(claim.get(Part.DIALECT).orElse(null))
                .user(claim.get(Part.USER).orElse(null))
                .password(password.orElse(null))
                .host(claim.get(Part.HOST).orElse(null))
                .schema(claim.get(Part.SCHEMA).orElse(null))
                .properties(properties);
        if (!claim.ignored().isEmpty()) {
            notes.add("left out of the URL, since it makes no difference to a run: "
                    + String.join(", ", claim.ignored()));
        }
        if (claim.port().isPresent()) {
            target.port(claim.port().getAsInt());
        }
        return new Target(target.build(), places(claim), notes, warnings);
    }

    private static Map<String, String> places(Claim claim) {
        Map<String, String> places = new HashMap<>();
        for (Map.Entry<Part, Claim.Said> part : claim.parts().entrySet()) {
            places.put(part.getKey().word(), part.getValue().place());
        }
        for (Map.Entry<String, Claim.Said> property : claim.properties().entrySet()) {
            places.put("property " + property.getKey(), property.getValue().place());
        }
        if (claim.password().isPresent()) {
            places.put(Part.PASSWORD.word(), claim.password().get().place());
        }
        return places;
    }
}
