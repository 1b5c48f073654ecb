package io.migri.dialect.sqlite.watch;

import io.migri.api.event.ServerProgress;
import io.migri.spi.watch.StatementWatch;
import java.io.File;
import java.util.Optional;
import java.util.OptionalLong;
import org.sqlite.SQLiteConnection;

/**
 * Looks how the files of a database grow, because nobody can ask SQLite while it works. It only asks the system for their sizes: whoever
 * opened and closed one of them would give up the locks that this process has on it.
 *
 * @see <a href="https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_">why</a>
 */
public record SqliteWatch(File file) implements StatementWatch {
    private static final String URL = "jdbc:sqlite:";

    /** Of the database that {@code connection} is to. Sends nothing. */
    public static SqliteWatch of(SQLiteConnection connection) {
        String url = connection.getUrl();
        return new SqliteWatch(new File(url.startsWith(URL) ? url.substring(URL.length()) : ""));
    }

    @Override
    public Optional<ServerProgress> of(long session) {
        return Optional.empty();
    }

    /** What is changed stands in the database, in its write-ahead log, or as it was before in its journal. */
    @Override
    public OptionalLong size() {
        long database = file.length();
        return database == 0 && !file.isFile()
                ? OptionalLong.empty()
                : OptionalLong.of(database + beside("-wal") + beside("-journal"));
    }

    private long beside(String ending) {
        return new File(file.getPath() + ending).length();
    }
}
