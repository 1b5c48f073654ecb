package io.migri.core.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.history.HistoryTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                "shop_history | - | shop_history",
                "Audit.Shop-1 | Audit | Shop-1",
                "\"my schema\".\"a.b\" | my schema | a.b",
                "audit.\"a b\" | audit | a b",
                "\"audit\".h$1 | audit | h$1",
                "été.表 | été | 表"
            })
    void aNameIsTakenToTheLetter(String written, String schema, String name) {
        assertEquals(new HistoryTable(schema, name), HistoryName.read(written));
    }

    @Test
    void theUsualNameMayBeWritten() {
        assertEquals(HistoryTable.USUAL, HistoryName.read("applied_migration"));
        assertEquals(HistoryTable.USUAL.in("audit"), HistoryName.read("audit.applied_migration"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "a.",
                ".a",
                "a.b.c",
                "a b",
                " a",
                "\" a\"",
                "\"a",
                "\"a\"b",
                "a\"b",
                "a;b",
                "a'b",
                "a`b",
                "a\\b",
                "a\nb",
                "\"a\"\"b\"",
                "migri_source",
                "MIGRI_JOURNAL",
                "audit.migri_lock",
                "shop_migri_source",
                "shop_Migri_Journal",
                "Applied_Migration"
            })
    void whatIsNoNameIsRefused(String written) {
        MigriException refusal = assertThrows(MigriException.class, () -> HistoryName.read(written));
        assertEquals(ErrorCode.CONFIGURATION_INVALID, refusal.code());
    }

    @Test
    void aControlCharacterIsShownAsAnEscape() {
        MigriException refusal = assertThrows(MigriException.class, () -> HistoryName.read("a\u001bb"));
        assertTrue(refusal.text().toString().contains("\\u001b"), refusal::toString);
    }

    @Test
    void theTablesBesideItAreNamedAfterIt() {
        HistoryTable table = HistoryName.read("audit.shop");
        assertEquals("shop_migri_source", table.source());
        assertEquals("shop_migri_journal", table.journal());
        assertEquals("migri_source", HistoryTable.USUAL.in("audit").source());
        assertEquals("migri_journal", HistoryTable.USUAL.in("audit").journal());
    }
}
