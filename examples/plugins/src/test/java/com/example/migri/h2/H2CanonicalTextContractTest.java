package com.example.migri.h2;

import io.migri.testkit.CanonicalTextContract;
import java.util.List;

final class H2CanonicalTextContractTest extends CanonicalTextContract {
    H2CanonicalTextContractTest() {
        super(new H2Fixture());
    }

    @Override
    protected List<String> statements() {
        return List.of(
                "SELECT·'a'·||·\"b\"·,·1.5e-3·+·0x1F·FROM·A$B·WHERE·X·<=·X'41'",
                "CREATE·ALIAS·F·AS·$$ String f() { return \"--\"; } $$",
                "INSERT·INTO·`t`·VALUES·(·U&'\\0041'·,·:x·,·@v·)");
    }

    @Override
    protected List<List<String>> different() {
        return List.of(
                List.of("SELECT X'41'", "SELECT X '41'"),
                List.of("SELECT 1 < = 2", "SELECT 1 <= 2"),
                List.of("SELECT `a`", "SELECT `A`"),
                List.of("SELECT $$a$$", "SELECT $$A$$"),
                List.of("SELECT 1 - -1", "SELECT 1 --1"));
    }
}
