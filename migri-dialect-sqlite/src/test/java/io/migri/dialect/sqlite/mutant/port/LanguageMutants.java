package io.migri.dialect.sqlite.mutant.port;

import static io.migri.dialect.sqlite.mutant.call.Mutant.wrong;

import io.migri.dialect.sqlite.mutant.call.Call;
import io.migri.dialect.sqlite.mutant.call.Mutant;
import io.migri.dialect.sqlite.mutant.call.Mutation;
import io.migri.spi.script.Language;
import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TextSpan;
import io.migri.testkit.CanonicalTextContract;
import io.migri.testkit.RedactionContract;
import io.migri.testkit.StatementReaderContract;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Languages that lose statements, take what counts for what does not, or show what is secret. */
public final class LanguageMutants {
    private static final Class<?> READER = StatementReaderContract.class;
    private static final Class<?> CANONICAL = CanonicalTextContract.class;
    private static final Class<?> REDACTION = RedactionContract.class;

    private LanguageMutants() {}

    public static List<Mutant> all() {
        return List.of(
                wrong("it reads the whole script first", Language.class, "read", LanguageMutants::whole)
                        .diesBy(READER, "readsNoFurtherThanItHasTo"),
                wrong("it leaves the script open", StatementReader.class, "close", call -> null)
                        .diesBy(READER, "staysAtTheEndAndClosesTheScript"),
                reading("lines count from zero", next -> at(next, next.ordinal(), next.line() - 1, next.column()))
                        .diesBy(READER, "readsStatementsWithTheirPlaces"),
                reading("columns count from zero", next -> at(next, next.ordinal(), next.line(), next.column() - 1))
                        .diesBy(READER, "losesNothingButCommentsAndWhiteSpace"),
                reading("statements count from one", next -> at(next, next.ordinal() + 1, next.line(), next.column()))
                        .diesBy(READER, "readsStatementsWithTheirPlaces"),
                reading("lines are joined", next -> saying(next, next.text().replace("\n", " ")))
                        .diesBy(READER, "losesNothingButCommentsAndWhiteSpace"),
                reading(
                                "each statement loses its end",
                                next -> saying(
                                        next,
                                        next.text().substring(0, next.text().length() - 1)))
                        .diesBy(READER, "readsStatementsWithTheirPlaces"),
                wrong("a script ends at its second statement", StatementReader.class, "next", call -> {
                            SqlStatement next = call.sound();
                            return next != null && next.ordinal() > 0 ? null : next;
                        })
                        .diesBy(READER, "losesNothingButCommentsAndWhiteSpace"),
                wrong("what is not closed ends the script", StatementReader.class, "next", call -> {
                            try {
                                return call.sound();
                            } catch (ScriptException unclosed) {
                                return null;
                            }
                        })
                        .diesBy(READER, "saysWhereWhatIsNotClosedBegins"),
                canonical("comments count", call -> call.argument(0, String.class))
                        .diesBy(CANONICAL, "commentsAndWhiteSpaceDoNotCount"),
                canonical(
                                "the case of keywords counts",
                                call -> call.<String>sound()
                                        + call.argument(0, String.class).length())
                        .diesBy(CANONICAL, "commentsAndWhiteSpaceDoNotCount"),
                canonical("the case of texts does not count", call -> call.<String>sound()
                                .toLowerCase(Locale.ROOT))
                        .diesBy(CANONICAL, "tellsApartWhatOnlyLooksAlike"),
                canonical("white space never counts", call -> call.<String>sound()
                                .replaceAll("\\s", ""))
                        .diesBy(CANONICAL, "tellsApartWhatOnlyLooksAlike"),
                canonical("numbers do not count", call -> call.<String>sound().replaceAll("[0-9]", "0"))
                        .diesBy(CANONICAL, "everyOtherCharacterCounts"),
                canonical("only the beginning counts", call -> {
                            String text = call.sound();
                            return text.substring(0, Math.min(20, text.length()));
                        })
                        .diesBy(CANONICAL, "everyOtherCharacterCounts"),
                canonical("it never comes to rest", call -> "x" + call.<String>sound())
                        .diesBy(CANONICAL, "whatItLeavesOutIsGone"),
                wrong("texts are shown", Language.class, "redacted", call -> call.argument(0, String.class))
                        .diesBy(REDACTION, "noTextStandsInAReport"),
                wrong("what is cut short is shown", Language.class, "redacted", call -> {
                            String text = call.argument(0, String.class);
                            return text.chars().filter(c -> c == '\'').count() % 2 == 1 ? text : call.sound();
                        })
                        .diesBy(REDACTION, "noTextStandsInAReportWhereTheStatementIsCutShort"),
                wrong("nothing is shown", Language.class, "redacted", call -> "…")
                        .diesBy(REDACTION, "aReportSaysWhichStatementItWas"),
                wrong("every text is a secret", Language.class, "secrets", call -> {
                            String text = call.argument(0, String.class);
                            int quote = text.indexOf('\'');
                            return quote < 0 ? List.of() : List.of(new TextSpan(quote, text.length()));
                        })
                        .diesBy(REDACTION, "whatIsNoPasswordIsKept"),
                wrong(
                                "a secret ends behind the text",
                                Language.class,
                                "secrets",
                                call -> List.of(new TextSpan(
                                        0, call.argument(0, String.class).length() + 1)))
                        .diesBy(REDACTION, "whatCannotBeReadDoesNoHarm"),
                canonical("what is not closed is a failure", call -> {
                            String text = call.argument(0, String.class);
                            return text.endsWith("'") ? text.substring(0, text.indexOf("'", 1)) : call.sound();
                        })
                        .diesBy(REDACTION, "whatCannotBeReadDoesNoHarm"));
    }

    /** Of a dialect whose users have passwords. */
    public static List<Mutant> ofAccounts() {
        return List.of(
                wrong("no password is found", Language.class, "secrets", call -> List.of())
                        .diesBy(REDACTION, "passwordsAreFound"),
                wrong("a password ends too early", Language.class, "secrets", call -> {
                            List<TextSpan> secrets = call.sound();
                            return secrets.stream()
                                    .map(span -> new TextSpan(span.start(), span.start() + 1))
                                    .toList();
                        })
                        .diesBy(REDACTION, "passwordsAreFound"),
                wrong(
                                "a password is found only where a script begins",
                                Language.class,
                                "secrets",
                                call -> call.argument(0, String.class).startsWith("CREATE USER")
                                        ? call.sound()
                                        : List.of())
                        .diesBy(REDACTION, "passwordsAreFoundInTheMiddleOfAScript"),
                wrong("what follows a password goes with it", Language.class, "secrets", call -> {
                            List<TextSpan> secrets = call.sound();
                            int end = call.argument(0, String.class).length();
                            return secrets.stream()
                                    .map(span -> new TextSpan(span.start(), end))
                                    .toList();
                        })
                        .diesBy(REDACTION, "passwordsAreFoundInTheMiddleOfAScript"));
    }

    private static Mutant.Wrong reading(String name, UnaryOperator<SqlStatement> change) {
        return wrong(name, StatementReader.class, "next", call -> {
            SqlStatement next = call.sound();
            return next == null ? null : change.apply(next);
        });
    }

    private static Mutant.Wrong canonical(String name, Mutation mutation) {
        return wrong(name, Language.class, "canonical", mutation);
    }

    private static Object whole(Call call) throws Throwable {
        StringWriter text = new StringWriter();
        try (Reader script = call.argument(0, Reader.class)) {
            script.transferTo(text);
        }
        return call.soundly(new StringReader(text.toString()));
    }

    private static SqlStatement at(SqlStatement next, int ordinal, int line, int column) {
        return new SqlStatement(
                ordinal,
                next.text(),
                line,
                column,
                next.effect(),
                next.session(),
                next.outlastsRollback(),
                next.data(),
                next.traits());
    }

    private static SqlStatement saying(SqlStatement next, String text) {
        return new SqlStatement(
                next.ordinal(),
                text,
                next.line(),
                next.column(),
                next.effect(),
                next.session(),
                next.outlastsRollback(),
                next.data(),
                next.traits());
    }
}
