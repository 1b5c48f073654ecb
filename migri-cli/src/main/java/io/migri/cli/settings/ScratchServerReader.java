package io.migri.cli.settings;

import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Layer;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UsageException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads which server a dry run is to happen on: {@code mysql://user:password@host:port?property=value&…}, with what has a meaning in a
 * URL percent-encoded. Nothing is taken over from the database to migrate: its password is not for another server. No message tells
 * the URL, because there may be a password in it.
 */
public final class ScratchServerReader {
    private static final String URL = "(?<dialect>[a-z][a-z0-9+.-]*)://"
            + "(?:(?<user>[^@/?#:]*)(?::(?<password>[^@/?#]*))?@)?"
            + "(?<host>[^@:/?#\\[\\]]+|\\[[0-9a-fA-F:.]+\\])"
            + "(?::(?<port>\\d{1,5}))?/?(?:\\?(?<properties>[^#]*))?";

    private final Invocation invocation;

    public ScratchServerReader(Invocation invocation) {
        this.invocation = invocation;
    }

    /** Empty where none is named, and in a real run for which only the variable names one. */
    public Optional<ConnectionConfig> read() {
        boolean dryRun = invocation.on(Setting.DRY_RUN);
        if (!dryRun && invocation.options().containsKey(Setting.DRY_RUN_URL)) {
            throw invocation.misused("'--dry-run-url' needs '--dry-run': a real run happens in the database.");
        }
        return invocation.value(Setting.DRY_RUN_URL).filter(url -> dryRun).map(this::parse);
    }

    private ConnectionConfig parse(String url) {
        Matcher parts = Pattern.compile(URL).matcher(url.strip());
        if (!parts.matches()) {
            throw invalid("expected mysql://USER@HOST:PORT, without a database, with what has a meaning in a URL"
                    + " percent-encoded.");
        }
        String dialect = parts.group("dialect");
        ConnectionConfig.Builder server = ConnectionConfig.builder("")
                .dialect(dialect.equals("mariadb") ? "mysql" : dialect)
                .host(host(parts.group("host")))
                .user(text(parts.group("user")).orElse(null))
                .password(password(text(parts.group("password"))).orElse(null))
                .properties(properties(text(parts.group("properties"), false).orElse("")));
        text(parts.group("port")).ifPresent(port -> server.port(port(port)));
        return server.build();
    }

    private int port(String text) {
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65535) {
            throw invalid("the port is not in the range 1<=x<=65535.");
        }
        return port;
    }

    private Optional<Secret> password(Optional<String> inUrl) {
        String variable = variable();
        return inUrl.or(() -> Optional.of(variable).filter(text -> !text.isEmpty()))
                .map(Secret::of)
                .or(this::file);
    }

    /** One that a file names counts only for a server that it, or a file behind it, names. */
    private Optional<Secret> file() {
        if (invocation.options().containsKey(Setting.DRY_RUN_PASS_FILE)
                || invocation.given(Setting.DRY_RUN_PASS_FILE).isPresent()) {
            return PasswordFile.read(invocation, Setting.DRY_RUN_PASS_FILE);
        }
        Optional<Layer> source = source();
        for (Layer layer : source.isPresent() ? invocation.layers() : List.<Layer>of()) {
            if (layer.value(Setting.DRY_RUN_PASS_FILE).isPresent()) {
                if (!layer.isPrivate()) {
                    throw invocation.invalid(Setting.DRY_RUN_PASS_FILE, PasswordFile.NOT_FROM_OTHERS);
                }
                return PasswordFile.read(invocation, Setting.DRY_RUN_PASS_FILE);
            }
            if (layer.equals(source.get())) {
                break;
            }
        }
        return Optional.empty();
    }

    /** The file that names the server; empty where an option or a variable does. */
    private Optional<Layer> source() {
        return invocation.given(Setting.DRY_RUN_URL).isPresent()
                ? Optional.empty()
                : invocation.layers().stream()
                        .filter(layer -> !layer.values(Setting.DRY_RUN_URL).isEmpty())
                        .findFirst();
    }

    /** A file's password is for the server that this file names. */
    private String variable() {
        String given = invocation.variable("MIGRI_DRY_RUN_PASS");
        return given.isEmpty()
                ? source().map(layer -> layer.variable("MIGRI_DRY_RUN_PASS")).orElse("")
                : given;
    }

    private Map<String, String> properties(String query) {
        Map<String, String> properties = new HashMap<>();
        for (String property : query.split("&", -1)) {
            int equals = property.indexOf('=');
            if (equals > 0) {
                properties.put(decoded(property.substring(0, equals)), decoded(property.substring(equals + 1)));
            } else if (!property.isEmpty()) {
                throw invalid("expected KEY=VALUE after the question mark.");
            }
        }
        source().ifPresent(layer ->
                properties.forEach((name, value) -> layer.requireHarmless(name, value, Setting.DRY_RUN_URL)));
        return properties;
    }

    private static String host(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private Optional<String> text(@Nullable String part) {
        return text(part, true);
    }

    private Optional<String> text(@Nullable String part, boolean decode) {
        return part == null || part.isEmpty() ? Optional.empty() : Optional.of(decode ? decoded(part) : part);
    }

    private String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid("a percent sign has to be followed by two hexadecimal digits.");
        }
    }

    private UsageException invalid(String reason) {
        return invocation.invalid(Setting.DRY_RUN_URL, reason);
    }
}
