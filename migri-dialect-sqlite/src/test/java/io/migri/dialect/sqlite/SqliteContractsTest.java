package io.migri.dialect.sqlite;

import io.migri.spi.binding.ScriptChannel;
import io.migri.testkit.ClientHistoryContract;
import io.migri.testkit.ClientScriptContract;
import io.migri.testkit.DatabasesContract;
import io.migri.testkit.LockTimeoutContract;
import io.migri.testkit.LookingContract;
import io.migri.testkit.RedactionContract;
import io.migri.testkit.ScriptBindingContract;
import io.migri.testkit.SessionStateContract;
import io.migri.testkit.StatementWatchContract;
import io.migri.testkit.TransactionEffectContract;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The contracts that need nothing but the fixture. */
final class SqliteContractsTest {

    @Nested
    final class Effects extends TransactionEffectContract {
        Effects(@TestDatabase(Engine.SQLITE) Database database) {
            super(new SqliteFixture(database));
        }
    }

    @Nested
    final class State extends SessionStateContract {
        State(@TestDatabase(Engine.SQLITE) Database database) {
            super(new SqliteFixture(database));
        }
    }

    @Nested
    final class Timeouts extends LockTimeoutContract {
        Timeouts(@TestDatabase(Engine.SQLITE) Database database) {
            super(new SqliteFixture(database));
        }
    }

    @Nested
    final class Watch extends StatementWatchContract {
        Watch(@TestDatabase(Engine.SQLITE) Database database) {
            super(new SqliteFixture(database));
        }
    }

    @Nested
    final class Looking extends LookingContract {
        Looking(@TestDatabase(Engine.SQLITE) Database database) {
            super(new SqliteFixture(database));
        }
    }

    @Nested
    final class Client extends ClientScriptContract {
        Client(@TestDatabase(Engine.SQLITE) Database database) {
            super(new SqliteFixture(database));
        }
    }

    @Nested
    final class Scripted extends ClientHistoryContract {
        Scripted(@TestDatabase(Engine.SQLITE) Database database) {
            super(new SqliteFixture(database));
        }
    }

    @Nested
    final class Redaction extends RedactionContract {
        Redaction(@TestDatabase(Engine.SQLITE) Database database) {
            super(new SqliteFixture(database));
        }
    }

    @Nested
    final class Whole extends DatabasesContract {
        Whole(@TestDatabase(Engine.SQLITE) Database database) {
            super(new SqliteFixture(database));
        }
    }

    @Nested
    final class Binding extends ScriptBindingContract {
        Binding(@TestDatabase(Engine.SQLITE) Database database) {
            super(new SqliteFixture(database));
        }

        @Override
        protected void execute(ScriptChannel channel, String statement) throws SQLException, IOException {
            channel.call("execute", List.of(statement, List.of(), 10L, false));
        }
    }
}
