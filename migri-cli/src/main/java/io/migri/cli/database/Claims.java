package io.migri.cli.database;

import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Layer;
import io.migri.cli.arguments.Setting;
import io.migri.cli.arguments.UrlHint;
import io.migri.cli.url.DatabaseUrl;
import io.migri.cli.url.DialectNames;
import io.migri.cli.url.Part;
import io.migri.cli.url.Parts;
import io.migri.cli.url.UrlException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what each source says of the database: options with their variables, {@code DATABASE_URL}, and each file. */
final class Claims {
    /** In the order in which mistakes are told. */
    private static final List<Map.Entry<Part, Setting>> SETTINGS = List.of(
            Map.entry(Part.DATABASE, Setting.DB_NAME),
            Map.entry(Part.DIALECT, Setting.DIALECT),
            Map.entry(Part.USER, Setting.DB_USER),
            Map.entry(Part.HOST, Setting.DB_HOST),
            Map.entry(Part.SCHEMA, Setting.DB_SCHEMA),
            Map.entry(Part.PORT, Setting.DB_PORT));

    private final Invocation invocation;

    Claims(Invocation invocation) {
        this.invocation = invocation;
    }

    /** What options say, and the variables {@code DB_*}. */
    Claim given() {
        Claim claim = new Claim();
        Optional<Parts> url = Optional.empty();
        if (invocation.options().containsKey(Setting.URL)
                && invocation.given(Setting.URL).isPresent()) {
            url = Optional.of(url(invocation.given(Setting.URL).get(), "--url"));
        }
        for (Map.Entry<Part, Setting> each : SETTINGS) {
            if (invocation.options().containsKey(each.getValue())) {
                option(claim, each.getKey(), each.getValue(), url);
            }
        }
        if (url.isPresent()) {
            claim.say(url.get(), "--url");
        }
        properties(claim, invocation.values(Setting.DB_PROPERTY), place(Setting.DB_PROPERTY));
        for (Map.Entry<Part, Setting> each : SETTINGS) {
            Part part = each.getKey();
            if (url.isEmpty() || part == Part.USER || part == Part.SCHEMA) {
                String variable = each.getValue().variable();
                say(claim, part, each.getValue(), invocation.variable(variable), variable);
            }
        }
        for (PasswordSource source : new Passwords(invocation).given(url)) {
            claim.say(source);
        }
        return claim;
    }

    private void option(Claim claim, Part part, Setting setting, Optional<Parts> url) {
        String value = invocation.given(setting).orElse("");
        if (value.isEmpty()) {
            claim.sayNone(part);
        }
        say(claim, part, setting, value, setting.names().get(0));
        Optional<String> ofUrl = url.isPresent() ? url.get().get(part) : Optional.empty();
        if (ofUrl.isPresent() && !claim.get(part).equals(ofUrl)) {
            throw invocation.misused("'--url' and " + setting.quotedNames() + " name a different " + part.word()
                    + ". Give one of them.");
        }
    }

    /** What {@code DATABASE_URL} says; empty where it is not set. */
    Optional<Claim> variable() {
        String text = invocation.variable(Setting.URL.variable());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Claim claim = new Claim();
        claim.say(url(text, Setting.URL.variable()), Setting.URL.variable());
        return Optional.of(claim);
    }

    /**
     * What a file says. Its own URL counts only where it gives none of the four parts itself, as in the environment.
     */
    Claim layer(Layer layer) {
        Claim claim = new Claim();
        for (Map.Entry<Part, Setting> each : SETTINGS) {
            Setting setting = each.getValue();
            say(claim, each.getKey(), setting, layer.value(setting).orElse(""), layer.place(setting));
        }
        properties(claim, layer.values(Setting.DB_PROPERTY), layer.place(Setting.DB_PROPERTY));
        new Passwords(invocation).of(layer).forEach(claim::say);
        if (!claim.isMade()) {
            layer.value(Setting.URL).ifPresent(text -> {
                Parts url = url(text, layer.place(Setting.URL));
                url.properties().forEach((name, value) -> layer.requireHarmless(name, value, Setting.URL));
                claim.say(url, layer.place(Setting.URL));
            });
        }
        return resolved(claim, layer);
    }

    private static Claim resolved(Claim claim, Layer layer) {
        Claim.Said file = claim.parts().get(Part.DATABASE);
        if (file != null && claim.isFile()) {
            claim.parts().put(Part.DATABASE, new Claim.Said(layer.resolve(file.value()), file.place()));
        }
        return claim;
    }

    private void say(Claim claim, Part part, Setting setting, String value, String place) {
        if (value.isEmpty()) {
            return;
        }
        String meant = value;
        if (part == Part.PORT) {
            meant = port(value, setting, place);
        } else if (part == Part.DIALECT) {
            meant = DialectNames.id(value);
        } else if (part == Part.DATABASE && UrlHint.isUrl(value)) {
            throw invocation.invalid(Setting.DB_NAME, place, UrlHint.sentence(value));
        }
        claim.say(part, meant, place);
    }

    private String port(String text, Setting setting, String place) {
        int port;
        try {
            port = Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw invocation.invalid(setting, place, "'" + text + "' is not a valid integer.");
        }
        if (port < 1 || port > 65535) {
            throw invocation.invalid(setting, place, text + " is not in the range 1<=x<=65535.");
        }
        return Integer.toString(port);
    }

    private void properties(Claim claim, List<String> properties, String place) {
        for (int i = properties.size() - 1; i >= 0; i--) {
            String property = properties.get(i);
            int equals = property.indexOf('=');
            if (equals > 0) {
                claim.sayProperty(property.substring(0, equals), property.substring(equals + 1), place);
            } else if (!property.isBlank()) {
                throw invocation.invalid(Setting.DB_PROPERTY, place, "expected KEY=VALUE.");
            }
        }
    }

    private Parts url(String text, String place) {
        try {
            return DatabaseUrl.parse(text);
        } catch (UrlException e) {
            throw invocation.invalid(Setting.URL, place, e.getMessage());
        }
    }

    private String place(Setting setting) {
        return invocation.options().containsKey(setting) ? setting.names().get(0) : setting.variable();
    }
}
