package io.migri.cli.output;

import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import io.migri.api.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes secrets out of texts: the passwords that the run was given, as whole values, and whatever a text itself calls a password. A
 * password that is also the name of the user, the database or the host stays: a gap would tell it, and the name does not.
 */
public final class Redaction {
    /** Takes nothing out but what a text itself calls a password. */
    static final Redaction NOTHING = new Redaction(Set.of(), Set.of());

    private final Set<String> secrets;
    private final Set<String> names;
    private final List<HiddenValue> hidden;

    private Redaction(Set<String> secrets, Set<String> names) {
        this.secrets = secrets;
        this.names = names;
        this.hidden = new ArrayList<>();
        for (String secret : secrets) {
            if (!names.contains(secret)) {
                hidden.add(new HiddenValue(secret));
            }
        }
        hidden.sort(Redaction::longerFirst);
    }

    /** What holds another one is to go first. */
    private static int longerFirst(HiddenValue left, HiddenValue right) {
        return Integer.compare(right.length(), left.length());
    }

    public static Redaction of(ConnectionConfig target) {
        return NOTHING.and(Optional.of(target));
    }

    /** The same, which takes out these as well; empty ones are nothing. */
    public Redaction and(List<String> given) {
        return with(given, List.of());
    }

    /** The passwords in URLs that were typed, wherever they belong. */
    public static Redaction of(List<String> arguments) {
        return NOTHING.with(arguments.stream().map(Credentials::ofUrl).toList(), List.of());
    }

    /** The same, which takes out what is secret of another server as well. */
    public Redaction and(Optional<ConnectionConfig> other) {
        return other.map(this::and).orElse(this);
    }

    private Redaction and(ConnectionConfig target) {
        List<String> given = new ArrayList<>();
        target.password().map(Secret::reveal).ifPresent(given::add);
        for (Map.Entry<String, String> property : target.properties().entrySet()) {
            if (isSecret(property.getKey())) {
                given.add(property.getValue());
            }
        }
        List<String> open = new ArrayList<>(List.of(target.database()));
        target.user().ifPresent(open::add);
        target.host().ifPresent(open::add);
        target.schema().ifPresent(open::add);
        return with(given, open);
    }

    /** Whether a driver's property is one that nobody else is to know. */
    public static boolean isSecret(String property) {
        String name = property.toLowerCase(Locale.ROOT);
        return name.contains("password") || name.contains("secret") || name.contains("token");
    }

    private Redaction with(List<String> given, List<String> open) {
        Set<String> allSecrets = new LinkedHashSet<>(secrets);
        allSecrets.addAll(given);
        allSecrets.remove("");
        Set<String> allNames = new LinkedHashSet<>(names);
        allNames.addAll(open);
        return new Redaction(allSecrets, allNames);
    }

    public String clean(String text) {
        String cleaned = Credentials.hidden(text);
        for (HiddenValue value : hidden) {
            cleaned = value.hide(cleaned);
        }
        return cleaned;
    }

    /** A text in the words of the command line. */
    public String clean(Text text) {
        return clean(CommandLineWording.spoken(text));
    }

    public Optional<String> clean(Optional<String> text) {
        return text.map(this::clean);
    }
}
