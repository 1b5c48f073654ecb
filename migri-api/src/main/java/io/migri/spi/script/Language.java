package io.migri.spi.script;

import java.io.Reader;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * How the scripts of a database are written: where statements end, what in them counts, and what must not be shown. Bound to one connection, for
 * a session may say how its strings are read; used by the thread that uses the session. While a message is with the database, another thread of
 * the run may ask for {@link #secrets} in its stead. Implemented by dialects; it grows only by default methods.
 */
public interface Language {

    /** Splits {@code script} into statements; closing the result closes it. Sends nothing after the first call. */
    StatementReader read(Reader script) throws SQLException;

    /**
     * {@code statement} without what means nothing. Two statements give the same text if they differ only in comments, white space between
     * tokens, line ends and the case of keywords. The case of names without quotes does not count either, where the database does not care
     * for it. Any other two give different texts. A comment that the database executes is not a comment. The text goes by what the script
     * that was read last has set in its session, so this is asked between {@link StatementReader#next()} and the next. Sends nothing.
     *
     * @see CanonicalText
     */
    default String canonical(String statement) {
        return statement.replace("\r\n", "\n").strip();
    }

    /**
     * {@code statement} with {@code '…'} in place of each text in it and without comments, for reports: a text may be a secret. The
     * statement may be cut short, and of another session. By default it ends at the first character that may begin a text. Sends nothing.
     *
     * @see StatementOutline
     */
    default String redacted(String statement) {
        return StatementOutline.unread(statement);
    }

    /**
     * The texts in a statement or a whole script that are secrets, in any order: the passwords in statements that set one. Migri neither
     * shows nor stores them. By default none is found. Sends nothing.
     *
     * @see SecretTexts
     */
    default List<TextSpan> secrets(String script) {
        return List.of();
    }

    /** {@code script} with {@code '***'} in place of each of its {@link #secrets}. Not to override. */
    default String withoutSecrets(String script) {
        return TextSpan.replaced(script, secrets(script), "'***'");
    }

    /**
     * What to do about a byte in a script that no UTF-8 text has, where it comes from a program of this database that writes binary data
     * as it is; empty where it is a text in another encoding, as far as can be told. Sends nothing.
     *
     * @param head the beginning of the script
     * @param line what stands before the byte in its line
     */
    default Optional<String> remedyForBytes(String head, String line) {
        return Optional.empty();
    }
}
