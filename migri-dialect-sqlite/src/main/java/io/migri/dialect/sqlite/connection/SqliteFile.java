package io.migri.dialect.sqlite.connection;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.file.FileRights;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.jdbc4.JDBC4Connection;

/** The file of a database, whose name is taken as it is, whatever characters it has. */
public final class SqliteFile {
    /**
     * How SQLite waits by itself for a lock: long enough to sit out somebody's commit, short enough to let the caller see to
     * its own patience.
     */
    public static final int BUSY_TIMEOUT_MILLIS = 500;

    /**
     * A flag of SQLite's that the driver has no name for.
     *
     * @see <a href="https://www.sqlite.org/c3ref/c_open_autoproxy.html">SQLITE_OPEN_NOFOLLOW</a>
     */
    public static final int NO_LINK = 0x01000000;

    private static final String CREATING =
            Integer.toString(SQLiteOpenMode.READWRITE.flag | SQLiteOpenMode.CREATE.flag | NO_LINK);

    private static final String URL = "jdbc:sqlite:";
    private static final String IN_MEMORY = ":memory:";

    private final File file;

    private SqliteFile(File file) {
        this.file = file;
    }

    public static SqliteFile named(String name) {
        if (isInMemory(name)) {
            throw invalid(
                    "the database name '" + name + "' would be a database that is gone when the run ends; name a file");
        }
        if (name.regionMatches(true, 0, "file:", 0, 5)) {
            throw invalid("the database name '" + name
                    + "' is a URI, and Migri takes the name of a file as it is; leave out file:"
                    + " and what begins with ?, or write ./" + name + " for a file of that name");
        }
        if (name.indexOf('\0') >= 0) {
            throw invalid("the database name holds a character NUL, which no file name can");
        }
        return new SqliteFile(new File(name).getAbsoluteFile());
    }

    /** Whether a database of that name is in memory, or in a file that SQLite deletes by itself. */
    public static boolean isInMemory(String name) {
        return name.isEmpty() || name.equals(IN_MEMORY);
    }

    /** Its path, behind links or not. */
    public Path path() {
        return file.toPath();
    }

    /** Its path, where there is no such file. */
    public Optional<Path> missing() {
        return file.exists() ? Optional.empty() : Optional.of(file.toPath());
    }

    /** Opens it, or creates it where the directory is there. */
    public SQLiteConnection open(Map<String, String> properties) throws SQLException {
        return file.exists() ? open(uri(file), properties) : create(properties);
    }

    /** No link is followed but one of this user's or root's that is there already. */
    private SQLiteConnection create(Map<String, String> properties) throws SQLException {
        try {
            if (!Files.isSymbolicLink(file.toPath())) {
                Map<String, String> all = new HashMap<>(properties);
                all.putIfAbsent("open_mode", CREATING);
                File directory = file.getParentFile() == null
                        ? file
                        : file.getParentFile().toPath().toRealPath().toFile();
                return open(uri(new File(directory, file.getName())), all);
            }
            if (!FileRights.isOurs(file.toPath())) {
                throw MigriException.of(
                                ErrorCode.DATABASE_UNAVAILABLE,
                                file
                                        + " is a link of another user's to a file that is not there, and Migri would create that file")
                        .help("remove the link, or name the file itself")
                        .build();
            }
        } catch (IOException e) {
            // the driver fails by the same
        }
        return open(uri(file), properties);
    }

    /**
     * Opens it so that its bytes stay as they are, or an empty database in memory where there is no file. A write-ahead log that was
     * left behind is read and stays: whoever closes a database last would move it into the file, unless he may only read.
     */
    public SQLiteConnection openToLook(Map<String, String> properties) throws SQLException {
        File directory = file.getParentFile();
        if (!file.exists() && directory != null && directory.isDirectory()) {
            return open(IN_MEMORY, properties);
        }
        boolean logged = new File(file.getPath() + "-wal").length() > 0;
        return open(uri(file) + (logged ? "?mode=ro" : "?mode=rw"), properties);
    }

    private SQLiteConnection open(String name, Map<String, String> properties) throws SQLException {
        SqliteNativeLibrary.prepare();
        Properties all = defaults();
        all.putAll(properties);
        try {
            return new JDBC4Connection(URL + file, name, all);
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    /**
     * The file of the database that {@code connection} is to; empty where it is in memory. A pragma that is a statement of its own can be
     * asked also while somebody keeps everybody from reading the schema.
     */
    public static String of(SQLiteConnection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA database_list")) {
            while (rows.next()) {
                if (rows.getString("name").equals("main")) {
                    return Optional.ofNullable(rows.getString("file")).orElse("");
                }
            }
            return "";
        }
    }

    /** The file that {@code connection}, which is to no file, stands in for. */
    static Optional<Path> missing(SQLiteConnection connection) {
        String url = connection.getUrl();
        String name = url.startsWith(URL) ? url.substring(URL.length()) : "";
        return new File(name).isAbsolute() ? Optional.of(Path.of(name)) : Optional.empty();
    }

    /** The driver's own defaults refuse statements of more than a million bytes, which SQLite itself does not. */
    private static Properties defaults() {
        Properties defaults = new Properties();
        defaults.setProperty("busy_timeout", Integer.toString(BUSY_TIMEOUT_MILLIS));
        defaults.setProperty("limit_sql_length", "1000000000");
        defaults.setProperty("limit_function_arg", "1000");
        return defaults;
    }

    /**
     * In this form, and with every special character encoded, neither the driver nor SQLite reads parameters from the name.
     *
     * @see <a href="https://www.sqlite.org/uri.html">Uniform Resource Identifiers</a>
     */
    private static String uri(File file) {
        StringBuilder uri = new StringBuilder("file:");
        String path = file.getPath().replace(File.separatorChar, '/');
        if (!path.startsWith("/")) {
            uri.append("///");
        }
        for (byte one : path.getBytes(StandardCharsets.UTF_8)) {
            appendEncoded(uri, one & 0xFF);
        }
        return uri.toString();
    }

    private static void appendEncoded(StringBuilder uri, int one) {
        boolean plain = one < 0x80 && (Character.isLetterOrDigit(one) || "/:._-~".indexOf(one) >= 0);
        if (plain) {
            uri.append((char) one);
        } else {
            uri.append('%').append(Character.forDigit(one >> 4, 16)).append(Character.forDigit(one & 0xF, 16));
        }
    }

    private SQLException explained(SQLException failure) {
        if (SqliteNativeLibrary.isMissing(failure)) {
            return new SQLException(SqliteNativeLibrary.remedy(), failure);
        }
        if (!(failure instanceof SQLiteException e)
                || (e.getResultCode().code & 0xFF) != SQLiteErrorCode.SQLITE_CANTOPEN.code) {
            return failure;
        }
        SQLException explained = new SQLiteException(reason(), SQLiteErrorCode.SQLITE_CANTOPEN);
        explained.initCause(failure);
        return explained;
    }

    private String reason() {
        File directory = file.getParentFile();
        if (file.isDirectory()) {
            return file + " is a directory and not a database file";
        }
        if (directory != null && !directory.exists()) {
            return "the directory " + directory + " does not exist; create it, or correct the database name";
        }
        if (directory != null && !directory.isDirectory()) {
            return directory + " is not a directory, so that it cannot hold a database";
        }
        return file.exists()
                ? file + " cannot be opened; check its permissions"
                : file + " cannot be created; check the permissions of its directory";
    }

    private static MigriException invalid(String message) {
        return new MigriException(ErrorCode.CONFIGURATION_INVALID, message);
    }
}
