package io.migri.core.format;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.core.foreign.ForeignCheck;
import io.migri.core.options.RunOptions;
import io.migri.core.plugin.FormatRegistry;
import io.migri.core.record.FileHashes;
import io.migri.core.record.MigrationFiles;
import io.migri.core.repeatable.RepeatableFolder;
import io.migri.core.source.ReadFailure;
import io.migri.core.source.Repeatable;
import io.migri.core.source.RepeatableName;
import io.migri.core.source.SortedMigrations;
import io.migri.core.source.Undos;
import io.migri.spi.DialectSession;
import io.migri.spi.format.FormatContext;
import io.migri.spi.format.MigrationFormat;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files as another tool takes them.
 *
 * @param files what it would run
 * @param options of a run of these
 * @param format the tool's
 */
public record OtherReading(MigrationFiles files, RunOptions options, MigrationFormat format) {

    /** {@code plain} as {@code format} takes them, where these names are recorded. */
    public static OtherReading by(
            MigrationFormat format, MigrationFiles plain, RunOptions options, Set<String> recorded) {
        try {
            return read(plain, options, format, recorded);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Refuses a first run in a database that has a history of the tool.
     *
     * @throws MigriException with code {@code VALIDATION}
     */
    public void refuseUnadopted(DialectSession session) throws SQLException {
        if (!options.history().anew()) {
            OtherHistory.refuse(format, session);
        }
    }

    /**
     * That of the tool that {@code plain} was written for, which everybody is told; empty where the files are Migri's own, or were run as
     * such before. Asked only where they {@link MigrationFiles#mayBeForeign}.
     *
     * @param history what is recorded
     * @throws MigriException with code {@code FOREIGN_FORMAT} where the files were written for several tools
     */
    public static Optional<OtherReading> of(
            MigrationFiles plain, RunOptions options, Optional<List<AppliedMigration>> history) {
        ForeignCheck wish = options.foreign();
        List<AppliedMigration> recorded = history.orElse(List.of());
        FormatRegistry formats = FormatRegistry.discover(wish.loader());
        String name = wish.format();
        if (name != null) {
            return Optional.of(
                    by(formats.named(name), plain, options, names(recorded)).told());
        }
        try {
            Optional<MigrationFormat> format = recognised(formats, wish.source());
            return format.isEmpty() ? Optional.empty() : unlessPlain(plain, options, format.get(), recorded);
        } catch (IOException e) {
            // the run is about to read the same files, and then says which of them cannot be read
            return Optional.empty();
        }
    }

    private static MigriException unreadable(IOException failure) {
        return MigriException.of(
                        ErrorCode.SOURCE_UNREADABLE, "the migrations cannot be read: " + ReadFailure.reason(failure))
                .help("make the files readable and run again; nothing was applied")
                .because(failure)
                .build();
    }

    private static Set<String> names(List<AppliedMigration> recorded) {
        return recorded.stream().map(AppliedMigration::name).collect(Collectors.toCollection(HashSet::new));
    }

    private static Optional<OtherReading> unlessPlain(
            MigrationFiles plain, RunOptions options, MigrationFormat format, List<AppliedMigration> recorded)
            throws IOException {
        PlainPast past = new PlainPast(plain, recorded);
        OtherReading reading;
        try {
            reading = read(plain, options, format, names(recorded));
        } catch (MigriException e) {
            if (past.isCertain()) {
                return Optional.empty();
            }
            throw e;
        }
        if (past.isLikely(reading.files)) {
            reading.files.hashes().close();
            return Optional.empty();
        }
        return Optional.of(reading.told());
    }

    /** The one whose the files are; empty where they are nobody's. */
    static Optional<MigrationFormat> recognised(FormatRegistry formats, MigrationSource source) throws IOException {
        Optional<MigrationFormat> found = Optional.empty();
        for (MigrationFormat format : formats.all()) {
            if (format.recognises(source)) {
                if (found.isPresent()) {
                    throw mixed(found.get(), format);
                }
                found = Optional.of(format);
            }
        }
        return found;
    }

    private static MigriException mixed(MigrationFormat one, MigrationFormat other) {
        return MigriException.of(
                        ErrorCode.FOREIGN_FORMAT,
                        "some of these files look as if they were written for " + one.name() + ", and others for "
                                + other.name() + "; nothing was applied")
                .help(Text.of(
                        "give each tool's files a directory of their own, or say whose they are with ", Option.FORMAT))
                .build();
    }

    private static OtherReading read(
            MigrationFiles plain, RunOptions options, MigrationFormat format, Set<String> recorded) throws IOException {
        MigrationSource read = format.open(options.foreign().source(), new FormatContext(recorded, options.settings()));
        Set<String> kinds = plain.executors().kinds();
        Undos undos = Undos.of(read, kinds);
        List<Migration> all = undos.with(SortedMigrations.of(read, kinds, other -> {}));
        Optional<MigrationSource> folder = read.folder(RepeatableName.FOLDER);
        List<Repeatable> repeatables =
                folder.isPresent() ? new RepeatableFolder(kinds, options.listener()).read(folder.get()) : List.of();
        FileHashes hashes = FileHashes.begin(MigrationFiles.together(all, repeatables));
        return new OtherReading(
                new MigrationFiles(all, repeatables, hashes, plain.executors(), undos), options.reading(read), format);
    }

    private OtherReading told() {
        options.listener()
                .told(Message.note(Text.of("these are files of " + format.name() + ", and run as it would run them")));
        return this;
    }
}
