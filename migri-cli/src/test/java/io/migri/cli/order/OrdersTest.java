package io.migri.cli.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrdersTest {

    @Test
    void twoColonsAtTheStartOfALineAreAnOrder() {
        assertEquals(":\\u003aadd-mask::o", Orders.disarmed("::add-mask::o"));
        assertEquals("a\n \t:\\u003aerror::b\n", Orders.disarmed("a\n \t::error::b\n"));
        assertEquals("a\r:\\u003aerror::b", Orders.disarmed("a\r::error::b"));
        assertEquals(":\\u003a:::", Orders.disarmed(":::::"));
    }

    @Test
    void blanksOfEveryKindAreNoEscape() {
        for (String blank : List.of("\u00a0", "\u3000", "\u000b", "\u2028", "\u0085", "\u00ad", "\u200b\ufeff")) {
            assertEquals(blank + ":\\u003aerror::", Orders.disarmed(blank + "::error::"), blank);
        }
        assertEquals(":\u00ad\\u003aerror::", Orders.disarmed(":\u00ad:error::"));
        assertEquals("#\u00ad#\\u005berror]", Orders.disarmed("#\u00ad#[error]"));
    }

    @Test
    void hashesWithABracketAreAnOrderAnywhere() {
        assertEquals("a ##\\u005berror]b", Orders.disarmed("a ##[error]b"));
        assertEquals("###\\u005berror]", Orders.disarmed("###[error]"));
        assertEquals("##vso\\u005btask.setvariable]", Orders.disarmed("##vso[task.setvariable]"));
        assertEquals("##teamcity\\u005bx]##\\u005by]", Orders.disarmed("##teamcity[x]##[y]"));
    }

    @Test
    void allElseStaysAsItIs() {
        for (String text :
                List.of("a::b", "SELECT x::int", "# [a]", "## [a]", "#a#[b]", "##a-b[c]", "a: :b", ": ::c", "")) {
            assertEquals(text, Orders.disarmed(text));
        }
        String plain = "0001_a...ok\n";
        assertSame(plain, Orders.disarmed(plain));
    }

    @Test
    void sqlThatLooksLikeAnOrderIsKnownToBeNone() {
        assertEquals(Optional.empty(), Orders.firstKnown("SELECT x\n  ::text::int, '##[a]';"));
        assertFalse(Orders.firstKnown("SELECT 1;\n").isPresent());
    }

    @Test
    void ordersAreKnownByName() {
        assertEquals(
                Optional.of("  ::Set-Output name=a::b"), Orders.firstKnown("SELECT '\n  ::Set-Output name=a::b\n';"));
        assertEquals(Optional.of("-- ##[add-mask]o"), Orders.firstKnown("SELECT 1;\r\n-- ##[add-mask]o\r\n"));
        assertEquals(Optional.of("\u00a0:\u00ad:error::"), Orders.firstKnown("\u00a0:\u00ad:error::"));
    }
}
