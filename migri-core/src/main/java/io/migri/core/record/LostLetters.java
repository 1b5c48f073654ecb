package io.migri.core.record;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.text.Operation;
import io.migri.api.text.Text;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Recorded names that lost letters: a database in another character set wrote {@code ?} for what it could not hold, and the file seemed pending
 * at every run.
 */
public final class LostLetters {
    private LostLetters() {}

    /**
     * Looks whether a name lost letters when it was recorded.
     *
     * @throws MigriException where a pending file is recorded under such a name
     */
    public static void refuse(List<Migration> pending, List<AppliedMigration> history) {
        Set<String> suspects = history.stream()
                .map(AppliedMigration::name)
                .filter(name -> name.indexOf('?') >= 0)
                .collect(Collectors.toSet());
        for (Migration migration : pending) {
            for (String suspect : suspects) {
                if (lost(suspect, migration.name())) {
                    throw refusal(migration, suspect);
                }
            }
        }
    }

    /** Whether {@code recorded} is {@code name} with a question mark, or several, for each letter beyond ASCII. */
    private static boolean lost(String recorded, String name) {
        int at = 0;
        for (int letter : name.codePoints().toArray()) {
            if (letter < 128) {
                if (at >= recorded.length() || recorded.charAt(at++) != letter) {
                    return false;
                }
            } else {
                int marks = at;
                int most = Character.charCount(letter);
                while (at < recorded.length() && recorded.charAt(at) == '?' && at - marks < most) {
                    at++;
                }
                if (at == marks) {
                    return false;
                }
            }
        }
        return at == recorded.length() && !recorded.equals(name);
    }

    private static MigriException refusal(Migration migration, String recorded) {
        return MigriException.of(
                        ErrorCode.VALIDATION,
                        migration.name() + " is recorded as " + recorded + ": the database could not hold its letters")
                .help(Text.of(
                        "nothing was applied; run `",
                        Operation.MARK.on(migration.name()),
                        "` and then `",
                        Operation.UNMARK.on(recorded),
                        "`"))
                .build();
    }
}
