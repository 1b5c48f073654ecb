package com.example.migri.h2;

import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import io.migri.spi.support.language.Lexicon;
import io.migri.spi.support.language.LexiconLanguage;
import io.migri.spi.support.language.ScriptMemory;
import io.migri.spi.support.language.ScriptTransactions;
import io.migri.spi.support.language.StatementSense;
import io.migri.spi.support.language.Token;
import java.util.List;
import java.util.Set;

/** What the statements of one script do to transactions. Definitions commit on H2, and so do some that look harmless. */
final class H2Sense implements StatementSense {
    /** How statements are written. */
    static final Lexicon LEXICON = Lexicon.builder()
            .text('\'')
            .name('"')
            .name('`')
            .dollarTexts()
            .prefixes("X", "N", "U&")
            .lineComment("--")
            .lineComment("//")
            .blockComments(true)
            .operators("||", "<=", ">=", "<>", "!=", "::", "&&", ":=", "->", "=>")
            .wordParts("$")
            .build();

    static final LexiconLanguage LANGUAGE = new LexiconLanguage(LEXICON, H2Sense::new);

    private static final Set<String> COMMITTING = Set.of(
            "CREATE", "ALTER", "DROP", "TRUNCATE", "GRANT", "REVOKE", "COMMENT", "ANALYZE", "SCRIPT", "DEALLOCATE");
    /** What these do is not in their text. */
    private static final Set<String> OPAQUE = Set.of("CALL", "EXECUTE", "RUNSCRIPT", "BACKUP", "CHECKPOINT", "REFRESH");

    private static final Set<String> ENDING = Set.of("COMMIT", "ROLLBACK");

    private static final Set<String> OF_SESSION =
            Set.of("LOCK_TIMEOUT", "SCHEMA", "SCHEMA_SEARCH_PATH", "QUERY_TIMEOUT", "THROTTLE", "TIME", "NON_KEYWORDS");

    private final ScriptTransactions transactions = new ScriptTransactions();
    private final ScriptMemory memory = new ScriptMemory(LEXICON);

    @Override
    public SqlStatement of(SqlStatement statement, List<Token> beginning) throws ScriptException {
        SqlStatement known =
                statement.with(effect(statement, beginning)).using(memory.use(statement.text(), beginning));
        return Token.isAt(1, beginning, "SEQUENCE") ? known.outlastingRollback() : known;
    }

    private TransactionEffect effect(SqlStatement statement, List<Token> words) throws ScriptException {
        String first = words.get(0).value();
        boolean ofTwoPhases = first.equals("PREPARE")
                || (ENDING.contains(first) && Token.isAt(1, words, "TRANSACTION"));
        StatementSense.refuseIf(ofTwoPhases, statement, "a transaction of two phases is ended by somebody else");
        StatementSense.refuseIf(first.equals("SHUTDOWN"), statement, "this closes the database itself");
        return switch (first) {
            case "BEGIN" -> transactions.begins();
            case "COMMIT" -> transactions.commits();
            case "ROLLBACK" -> Token.isAt(1, words, "TO") ? TransactionEffect.NONE : transactions.rollsBack();
            case "SET" -> setting(statement, words);
            default -> other(first, words);
        };
    }

    private TransactionEffect other(String first, List<Token> words) {
        if (OPAQUE.contains(first) || words.stream().anyMatch(word -> word.is("TRANSACTIONAL"))) {
            return TransactionEffect.MAY_END_IT;
        }
        if (Token.isAt(1, words, "SEQUENCE") && !first.equals("DROP")) {
            // takes part in a transaction, but a rollback leaves half of it
            return transactions.within() ? TransactionEffect.MAY_END_IT : TransactionEffect.ALONE;
        }
        return COMMITTING.contains(first) ? transactions.defines() : TransactionEffect.NONE;
    }

    private TransactionEffect setting(SqlStatement statement, List<Token> words) throws ScriptException {
        if (Token.isAt(1, words, "AUTOCOMMIT")) {
            boolean changes =
                    transactions.within() || !words.get(words.size() - 1).is("TRUE");
            StatementSense.refuseIf(changes, statement, "use BEGIN and COMMIT in place of SET AUTOCOMMIT");
            return TransactionEffect.REDUNDANT;
        }
        boolean isolation = Token.isAt(1, words, "TRANSACTION") || Token.isAt(2, words, "CHARACTERISTICS");
        StatementSense.refuseIf(isolation && transactions.within(), statement, "this commits; set it before BEGIN");
        boolean ofSession =
                words.size() > 1 && (OF_SESSION.contains(words.get(1).value()) || ScriptMemory.setsVariable(words));
        return ofSession ? TransactionEffect.NONE : transactions.defines();
    }
}
