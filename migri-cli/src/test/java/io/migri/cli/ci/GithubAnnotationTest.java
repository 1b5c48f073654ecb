package io.migri.cli.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.api.ConnectionConfig;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.Secret;
import io.migri.api.SourcePosition;
import io.migri.cli.failure.Advice;
import io.migri.cli.output.Redaction;
import org.junit.jupiter.api.Test;

class GithubAnnotationTest {
    private static final ConnectionConfig TARGET =
            ConnectionConfig.builder("zoo").password(Secret.of("p%s:s,t")).build();

    private final GithubAnnotation annotation =
            new GithubAnnotation(new Repository("/repo", "/repo/backend"), Redaction.of(TARGET), new Advice(TARGET));

    @Test
    void namesFileLineAndColumnFromTheRootOfTheRepository() {
        assertEquals(
                "::error file=backend/db/0001_a.sql,line=4,col=24::bad%0Ahelp: fix it\n", text("db/0001_a.sql", "bad"));
        assertEquals("::error file=db/0001_a.sql,line=4,col=24::bad%0Ahelp: fix it\n", text("../db/0001_a.sql", "bad"));
        assertEquals(
                "::error file=/tmp/0001_a.sql,line=4,col=24::bad%0Ahelp: fix it\n", text("/tmp/0001_a.sql", "bad"));
    }

    @Test
    void nothingThatSomebodyElseHasWrittenIsACommand() {
        assertEquals(
                "::error file=backend/a%25%3A%2C%0D%0A%3A%3Ax.sql,line=4,col=24::100 %25, a:b%0D%0A::set-output::x%0Ahelp: fix it\n",
                text("a%:,\r\n::x.sql", "100 %, a:b\r\n::set-output::x"));
    }

    @Test
    void secretsAreTakenOutBeforeTheyAreEscaped() {
        assertEquals(
                "::error file=backend/a.sql,line=4,col=24::cannot log in as ***%0Ahelp: fix it\n",
                text("a.sql", "cannot log in as p%s:s,t"));
    }

    @Test
    void aFailureWithoutAPlaceHasNone() {
        assertEquals(
                "::error::no%0Ahelp: fix it\n",
                annotation.text(MigriException.of(ErrorCode.VALIDATION, "no")
                        .help("fix it")
                        .build()));
    }

    private String text(String file, String message) {
        return annotation.text(MigriException.of(ErrorCode.SCRIPT_INVALID, message)
                .help("fix it")
                .at(new SourcePosition(file, 4, 24, "  name varchar(50) NOT NUL,"))
                .build());
    }
}
