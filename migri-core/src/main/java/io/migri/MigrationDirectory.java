package io.migri;

import static java.util.Objects.requireNonNull;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.core.foreign.ForeignCheck;
import io.migri.core.foreign.ForeignFinding;
import io.migri.core.format.Importing;
import io.migri.core.plugin.FormatRegistry;
import io.migri.core.plugin.SourceRegistry;
import io.migri.core.source.DirectorySource;
import io.migri.core.source.FileSourceProvider;
import io.migri.core.source.ReadFailure;
import io.migri.core.source.SortedMigrations;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A directory of migrations on disk, apart from any database: for those who add a file to it. It may be missing.
 * Changes nothing.
 */
public final class MigrationDirectory {
    private final Path path;
    private final Set<String> kinds;

    private MigrationDirectory(Path path, Set<String> kinds) {
        this.path = path;
        this.kinds = Set.copyOf(kinds);
    }

    /**
     * The directory at {@code location}.
     *
     * @param location a path, or a {@code file:} URL, as for {@link Migri.Builder#location}
     * @param kinds the kinds of migrations that count, by {@link Migration#kind()}
     * @throws MigriException with code {@code CONFIGURATION_INVALID} where it is something else
     */
    public static MigrationDirectory at(String location, Set<String> kinds) {
        requireNonNull(location, "location");
        try {
            return new MigrationDirectory(path(location), kinds);
        } catch (IllegalArgumentException e) {
            throw notOne(location, e);
        }
    }

    private static Path path(String location) {
        if (!SourceRegistry.isUrl(location)) {
            return Path.of(location);
        }
        FileSourceProvider files = new FileSourceProvider();
        String scheme = location.substring(0, location.indexOf(':'));
        if (scheme.equalsIgnoreCase(files.scheme())
                && files.open(URI.create(location)) instanceof DirectorySource one) {
            return one.directory();
        }
        throw notOne(location, new InvalidPathException(location, "of another scheme"));
    }

    private static MigriException notOne(String location, IllegalArgumentException cause) {
        return MigriException.of(ErrorCode.CONFIGURATION_INVALID, "\"" + location + "\" is no directory for new files")
                .help(Text.of("name a directory with ", Option.LOCATION))
                .because(cause)
                .build();
    }

    /** Where it is, or would be. */
    public Path path() {
        return path;
    }

    /**
     * What it holds, in the order of a run; nothing where it is missing.
     *
     * @param others told the names of files of other kinds
     * @throws MigriException where it cannot be read, or two migrations have one name
     */
    public List<Migration> migrations(Consumer<String> others) {
        return isMissing() ? List.of() : SortedMigrations.of(source(), kinds, others);
    }

    /**
     * What it would hold with one more, in the order of a run.
     *
     * @param plain whether the files are taken as they are, as by {@link Migri.Builder#plainFormat}
     * @throws MigriException with code {@code FOREIGN_FORMAT} where a run that finds nothing applied would refuse them
     *     then, as files of another tool; and as {@link #migrations}
     */
    public List<Migration> with(Migration added, boolean plain) {
        MigrationSource all = new Enlarged(isMissing() ? List::of : source(), added);
        List<Migration> migrations = SortedMigrations.of(all, kinds, other -> {});
        Optional<ForeignFinding> finding =
                new ForeignCheck(all, plain ? ForeignCheck.PLAIN : null, loader()).look(migrations, Set.of());
        if (finding.filter(ForeignFinding::refused).isPresent()) {
            throw finding.get().refusal();
        }
        return migrations;
    }

    /**
     * Writes what it holds in Migri's own form, where the files are another tool's: each half in a file of its own, in the order and under
     * the names that a run of the directory as it is records.
     *
     * @param target a directory that is not there yet
     * @param format whose the files are, as for {@link Migri.Builder#format}; {@code auto} to find out
     * @param settings of that tool, as for {@link Migri.Builder#setting}
     * @return what was written, in the order in which it runs
     * @throws MigriException with code {@code FOREIGN_FORMAT} where plain files would run in another order, or something there cannot be run;
     *     nothing is written then
     */
    public List<Path> importInto(Path target, String format, Map<String, String> settings) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        FormatRegistry formats = FormatRegistry.discover(context != null ? context : loader());
        try {
            return new Importing(source(), kinds, formats)
                    .into(requireNonNull(target, "target"), format.equals("auto") ? null : format, settings);
        } catch (IOException e) {
            throw MigriException.of(
                            ErrorCode.SOURCE_UNREADABLE, "the files cannot be written: " + ReadFailure.reason(e))
                    .help("make the directory readable and the other one writable; nothing was written")
                    .because(e)
                    .build();
        }
    }

    private static ClassLoader loader() {
        return MigrationDirectory.class.getClassLoader();
    }

    private DirectorySource source() {
        return new DirectorySource(path);
    }

    /** A link that leads nowhere is there, and cannot be read. */
    private boolean isMissing() {
        return Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Another source, and one migration. */
    private record Enlarged(MigrationSource rest, Migration added) implements MigrationSource {
        @Override
        public List<Migration> migrations() throws IOException {
            return enlarged(rest.migrations());
        }

        @Override
        public List<Migration> migrations(Set<String> kinds, Consumer<String> passedOver) throws IOException {
            return enlarged(rest.migrations(kinds, passedOver));
        }

        private List<Migration> enlarged(List<Migration> some) {
            List<Migration> all = new ArrayList<>(some);
            all.add(added);
            return all;
        }

        @Override
        public Optional<Migration.Content> companion(String fileName) throws IOException {
            return rest.companion(fileName);
        }

        @Override
        public Optional<MigrationSource> folder(String name) throws IOException {
            return rest.folder(name);
        }
    }
}
