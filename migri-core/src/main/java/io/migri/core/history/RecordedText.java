package io.migri.core.history;

import io.migri.api.AppliedMigration;
import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.text.Operation;
import io.migri.api.text.Option;
import io.migri.api.text.Text;
import io.migri.api.undo.Undo;
import io.migri.core.record.WithheldText;
import io.migri.core.selection.Names;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The file of a migration as it was when it was applied. */
public final class RecordedText {

    private RecordedText() {}

    /**
     * All of it.
     *
     * @throws MigriException where it is not recorded, or was not kept
     */
    public static byte[] of(RecordedHistory past, String given) throws SQLException {
        List<String> recorded =
                past.history().stream().map(AppliedMigration::name).toList();
        boolean undo = Undo.isName(given);
        String migration = Names.meant(Undo.migrationOf(given), recorded);
        String name = undo ? Undo.nameOf(migration) : migration;
        Optional<Migration> text = past.recorded(name);
        if (text.isPresent()) {
            byte[] bytes = bytes(text.get());
            if (WithheldText.is(new String(bytes, StandardCharsets.UTF_8))) {
                throw withheld(name);
            }
            return bytes;
        }
        if (!recorded.contains(migration)) {
            throw Names.unknown(migration, recorded, "no recorded migration");
        }
        throw undo ? noUndo(migration) : notKept(name);
    }

    private static MigriException noUndo(String migration) {
        return MigriException.of(ErrorCode.CONFIGURATION_INVALID, "no undo is recorded with " + migration)
                .help(Text.of("`", Operation.DOWN, "` runs the one among the files"))
                .build();
    }

    private static MigriException notKept(String name) {
        return MigriException.of(
                        ErrorCode.CONFIGURATION_INVALID,
                        "the text of " + name
                                + " was not kept: another tool applied it, it was marked by hand, or it is too long")
                .help(Text.of("see the names with `", Operation.STATUS, "`"))
                .build();
    }

    private static MigriException withheld(String name) {
        return MigriException.of(
                        ErrorCode.CONFIGURATION_INVALID,
                        Text.of(
                                "the text of " + name + " was not stored, as ",
                                Option.STORE_TEXTS,
                                " asked when it was recorded; its hashes were"))
                .help("look for the file in the repository")
                .build();
    }

    private static byte[] bytes(Migration recorded) {
        try (InputStream bytes = recorded.content().open()) {
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw MigriException.of(
                            ErrorCode.HISTORY_UNUSABLE, "the recorded text of " + recorded.name() + " is damaged")
                    .help("restore it from a backup; runs do not need it")
                    .because(e)
                    .build();
        }
    }
}
