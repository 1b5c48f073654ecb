package io.migri.cli.draft;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.migri.MigrationDirectory;
import io.migri.api.Migration;
import io.migri.api.undo.Undo;
import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.output.Printable;
import io.migri.cli.settings.FormatSetting;
import io.migri.cli.settings.MigrationsDirectory;
import java.io.ByteArrayInputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A migration that is to be written.
 *
 * @param directory where to; it may be missing
 * @param fileName of the new file
 * @param text what it begins with
 * @param undo of the migration, where it is to have one in a file of its own
 * @param behind the file that a run applies after it, though it is older; empty where the new one is the last
 */
public record Draft(Path directory, String fileName, String text, Optional<Draft> undo, Optional<String> behind) {
    /**
     * What is asked for. Looks at the directory, and changes nothing.
     *
     * @throws io.migri.cli.arguments.UsageException where the name or its number cannot be had
     * @throws io.migri.api.MigriException where the directory cannot be read, or is another tool's
     */
    public static Draft of(Invocation invocation, Instant now) {
        TypedName typed = TypedName.of(
                invocation.names().get(0),
                reason -> invocation.misused(
                        "'" + Printable.text(invocation.names().get(0)) + "' cannot be a name: " + reason + "."));
        String kind = kind(invocation, typed);
        boolean plain = FormatSetting.isPlain(invocation);
        MigrationDirectory directory = MigrationDirectory.at(MigrationsDirectory.of(invocation), Set.copyOf(Kinds.ALL));
        List<String> names = new ArrayList<>();
        List<Migration> there = directory.migrations(other -> miswritten(other).ifPresent(names::add));
        List<String> ordered = there.stream().map(Migration::name).toList();
        names.addAll(ordered);
        Naming naming = new Naming(invocation, names, Numbering.of(ordered));
        String name = naming.name(typed.text(), now);
        String text = Template.of(invocation, kind);
        Migration added = migration(invocation, directory.path(), name, kind, text);
        List<Migration> all = directory.with(added, plain);
        naming.requireOrder(all, added);
        Migration last = all.get(all.size() - 1);
        Optional<String> behind = last.equals(added) ? Optional.empty() : Optional.of(last.fileName());
        return new Draft(directory.path(), added.fileName(), text, undo(invocation, directory.path(), added), behind);
    }

    private static Optional<Draft> undo(Invocation invocation, Path directory, Migration added) {
        if (!invocation.on(Setting.WITH_UNDO) || !added.kind().equals(Kinds.SQL)) {
            return Optional.empty();
        }
        return Optional.of(
                new Draft(directory.resolve(Undo.FOLDER), added.fileName(), "", Optional.empty(), Optional.empty()));
    }

    private static String kind(Invocation invocation, TypedName typed) {
        boolean python = invocation.on(Setting.PY);
        if (python && typed.kind().filter(Kinds.SQL::equals).isPresent()) {
            throw invocation.misused("The name ends in .sql, and --py asks for a .py file. Leave one of the two out.");
        }
        return python ? Kinds.PYTHON : typed.kind().orElse(Kinds.SQL);
    }

    /** The name of a file that would be a migration, were its extension in lower case. */
    private static Optional<String> miswritten(String fileName) {
        return Kinds.of(fileName).map(kind -> Kinds.without(fileName, kind));
    }

    private static Migration migration(Invocation invocation, Path directory, String name, String kind, String text) {
        try {
            String origin = directory.resolve(name + "." + kind).toString();
            return new Migration(name, kind, origin, () -> new ByteArrayInputStream(text.getBytes(UTF_8)));
        } catch (InvalidPathException e) {
            throw invocation.misused("'" + Printable.text(name)
                    + "' cannot be a name here: its letters are not in the character set of this system (see LC_ALL).");
        }
    }

    /** Where the file is to be. */
    public Path path() {
        return directory.resolve(fileName);
    }
}
