package io.migri.core.repeatable;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Printable;
import io.migri.api.text.Text;
import io.migri.core.reading.Preparing;
import io.migri.core.script.Directives;
import io.migri.core.source.PassedOver;
import io.migri.core.source.ReadFailure;
import io.migri.core.source.Repeatable;
import io.migri.core.source.RepeatableName;
import io.migri.core.source.SortedMigrations;
import io.migri.spi.source.MigrationSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The folder of repeatables beside the migrations. Of each file it reads the comments at its beginning. */
public final class RepeatableFolder {
    private final Set<String> kinds;
    private final MigrationListener listener;

    /**
     * A folder that was not read yet.
     *
     * @param kinds of files that can be run
     * @param listener told of files that are passed over
     */
    public RepeatableFolder(Set<String> kinds, MigrationListener listener) {
        this.kinds = kinds;
        this.listener = listener;
    }

    /** It cannot be looked for. */
    public static MigriException unreadable(IOException failure) {
        return MigriException.of(
                        ErrorCode.SOURCE_UNREADABLE,
                        "the folder " + RepeatableName.FOLDER + " cannot be read: " + ReadFailure.reason(failure))
                .help("make it readable and run again")
                .because(failure)
                .build();
    }

    /**
     * The repeatables in it, by name, each behind those that it depends on. Warns of other files.
     *
     * @throws MigriException with code {@code MIGRATIONS_INVALID} where one depends on none that is there, or on itself; with {@code
     *     SCRIPT_INVALID} where it says what is not understood; with {@code SOURCE_UNREADABLE} where it cannot be read
     */
    public List<Repeatable> read(MigrationSource folder) {
        PassedOver passedOver = new PassedOver(kinds);
        Map<Migration, List<String>> found = new LinkedHashMap<>();
        for (Migration file : SortedMigrations.of(folder, kinds, passedOver::add)) {
            Migration named = RepeatableName.of(file);
            Directives said = directives(named);
            if (said.repeatable()) {
                found.put(named, said.depends());
            } else {
                listener.told(Message.warning(Text.of(unmarked(file))));
            }
        }
        passedOver.tell(listener);
        return DependencyOrder.of(found);
    }

    private static String unmarked(Migration file) {
        String comment = file.kind().equals("py") ? "#" : "--";
        return Printable.line(file.origin()) + " is passed over, for it does not begin with \"" + comment
                + " migri: repeatable\"; write that into it, or move it elsewhere";
    }

    private static Directives directives(Migration file) {
        try {
            return Preparing.explained(file, () -> head(file));
        } catch (SQLException e) {
            throw new IllegalStateException("nothing is asked of a database", e);
        }
    }

    /** Whoever runs the file finds letters that are none. */
    private static Directives head(Migration file) throws IOException {
        try (BufferedReader text =
                new BufferedReader(new InputStreamReader(file.content().open(), StandardCharsets.UTF_8))) {
            text.mark(1);
            if (text.read() != '\ufeff') {
                text.reset();
            }
            return Directives.ofRepeatable(text);
        }
    }
}
