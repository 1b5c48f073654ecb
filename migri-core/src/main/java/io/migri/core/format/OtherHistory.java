package io.migri.core.format;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Operation;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.core.options.RunOptions;
import io.migri.core.plugin.FormatRegistry;
import io.migri.core.source.ReadFailure;
import io.migri.spi.DialectSession;
import io.migri.spi.format.ForeignEntry;
import io.migri.spi.format.ForeignHistory;
import io.migri.spi.format.FormatContext;
import io.migri.spi.format.MigrationFormat;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What another tool has recorded.
 *
 * @param format the tool's
 * @param entries in its order
 */
public record OtherHistory(MigrationFormat format, List<ForeignEntry> entries) {

    public OtherHistory {
        entries = List.copyOf(entries);
    }

    /** How messages call the tool. */
    public String tool() {
        return format.name();
    }

    /** The names that it has files of. */
    public Set<String> names() {
        Set<String> names = new HashSet<>();
        entries.forEach(one -> one.migration().ifPresent(names::add));
        return names;
    }

    /**
     * That in the database of {@code session}; empty where there is none.
     *
     * @param tool whose it is to be; empty for whichever there is
     * @throws MigriException where there are several and nobody said which
     */
    public static Optional<OtherHistory> find(DialectSession session, RunOptions options, Optional<String> tool)
            throws SQLException {
        FormatRegistry formats = FormatRegistry.discover(options.foreign().loader());
        List<MigrationFormat> found = new ArrayList<>();
        for (MigrationFormat format : tool.isPresent() ? List.of(formats.named(tool.get())) : formats.all()) {
            if (isIn(format, session)) {
                found.add(format);
            }
        }
        try {
            Optional<MigrationFormat> one = found.size() > 1
                    ? recognised(found, options)
                    : found.stream().findFirst();
            return one.isEmpty() ? Optional.empty() : Optional.of(read(one.get(), session, options));
        } catch (IOException e) {
            throw MigriException.of(
                            ErrorCode.SOURCE_UNREADABLE, "the migrations cannot be read: " + ReadFailure.reason(e))
                    .help("make the files readable; nothing was recorded")
                    .because(e)
                    .build();
        }
    }

    private static boolean isIn(MigrationFormat format, DialectSession session) throws SQLException {
        Optional<ForeignHistory> history = format.history();
        return history.isPresent() && history.get().isIn(session);
    }

    private static Optional<MigrationFormat> recognised(List<MigrationFormat> found, RunOptions options)
            throws IOException {
        List<MigrationFormat> fitting = new ArrayList<>();
        for (MigrationFormat format : found) {
            if (format.recognises(options.foreign().source())) {
                fitting.add(format);
            }
        }
        if (fitting.size() == 1) {
            return Optional.of(fitting.get(0));
        }
        String names =
                String.join(" and ", found.stream().map(MigrationFormat::name).toList());
        throw MigriException.of(
                        ErrorCode.VALIDATION, "the database has histories of " + names + "; nothing was recorded")
                .help(Text.of("say whose is meant with ", Option.ADOPTED_TOOL))
                .build();
    }

    private static OtherHistory read(MigrationFormat format, DialectSession session, RunOptions options)
            throws SQLException, IOException {
        FormatContext context = new FormatContext(Set.of(), options.settings());
        return new OtherHistory(
                format,
                format.history().orElseThrow().read(session, options.foreign().source(), context));
    }

    /**
     * Refuses a first run where the tool has recorded something: what it has applied would be applied again.
     *
     * @throws MigriException with code {@code VALIDATION}
     */
    static void refuse(MigrationFormat format, DialectSession session) throws SQLException {
        if (isIn(format, session)) {
            throw MigriException.of(
                            ErrorCode.VALIDATION,
                            "this database has a history of " + format.name()
                                    + ", and none of Migri's; nothing was touched")
                    .help(Text.of("take it over with `", Operation.ADOPT, "`, or begin anew with ", Option.NEW_HISTORY))
                    .build();
        }
    }
}
