package io.migri.python.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.python.PythonRun;
import io.migri.python.PythonRun.Execution;
import io.migri.python.PythonRun.Ran;
import io.migri.python.interpreter.Interpreter;
import io.migri.python.interpreter.PythonProbe;
import io.migri.testkit.python.PythonEnvironments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every engine does, whatever a migration does. */
@Timeout(60)
public abstract class PythonEngineContract {
    private static final String ASYNCIO = "import asyncio\n";

    @TempDir
    private static Path cache;

    private final Interpreter interpreter =
            PythonProbe.ask(PythonEnvironments.ofThisUser().withJep());
    private PythonRun run;

    public PythonEngineContract() throws IOException {}

    /** An engine in {@link #interpreter()}. */
    protected abstract PythonEngine start(Path folder) throws IOException;

    public Interpreter interpreter() {
        return interpreter;
    }

    public PythonRun python() {
        return run;
    }

    @BeforeEach
    void startEngine() throws IOException {
        run = PythonRun.with(this::start, cache);
    }

    @AfterEach
    void closeEngine() {
        run.close();
    }

    @Test
    void runsAMigration() throws Exception {
        Ran ran = run.migrate("await conn.echo(1)", "return True");
        assertTrue(ran.ok(), ran.message());
        assertEquals(List.of("echo"), ran.asked());
    }

    @Test
    void runsSeveralMigrationsEachAsAFreshModule() throws Exception {
        assertTrue(run.run("name = 1\n" + PythonRun.migration("return True")).ok());
        Ran ran = run.migrate("return 'name' not in globals()");
        assertTrue(ran.ok(), ran.message());
    }

    @Test
    void aSecondEngineWorksOnceTheFirstIsClosed() throws Exception {
        assertTrue(run.migrate("return True").ok());
        run.close();
        run = PythonRun.with(this::start, cache);
        Ran ran = run.run(ASYNCIO + PythonRun.migration("await asyncio.sleep(0)", "return await conn.echo(True)"));
        assertTrue(ran.ok(), ran.message());
    }

    @Test
    void aSecondEngineWorksWhereTheFirstOnesFilesAreGone(@TempDir Path another) throws Exception {
        assertTrue(run.migrate("return True").ok());
        run.close();
        Path gone = Files.createDirectory(another.resolve("gone"));
        run = PythonRun.with(this::start, gone);
        assertTrue(run.migrate("print('x')", "return await conn.echo(True)").ok());
        run.close();
        Files.move(gone, another.resolve("moved"));
        run = PythonRun.with(this::start, cache);
        Ran ran = run.migrate("print('x')", "raise ValueError(await conn.echo('y'))");
        assertEquals("ValueError: y", ran.message());
        assertEquals(List.of("x"), ran.printed());
    }

    @Test
    void theSameFileWithAnotherTextIsAnotherMigration() throws Exception {
        assertTrue(run.check(PythonRun.migration("return True")).ok());
        run.close();
        run = PythonRun.with(this::start, cache);
        assertFalse(run.migrate("return False").ok());
    }

    @Test
    void tellsWhatWasRaisedAndWhere() throws Exception {
        Ran ran = run.migrate("await conn.echo(1)", "raise ValueError('so not')");
        assertEquals("ValueError: so not", ran.message());
        assertEquals(3, ran.outcome().line().orElseThrow());
        assertTrue(ran.outcome().traceback(false).contains("File \"m/0001_test.py\", line 3, in migrate"));
    }

    @Test
    void aRefusalOfTheDatabaseIsRaisedByTheFacade() throws Exception {
        Ran ran = run.migrate("await conn.ask('fail', 'duplicate')");
        assertEquals("EchoError: duplicate", ran.message());
        assertEquals("fail", ran.outcome().sql().orElseThrow());
        assertTrue(ran.outcome().failure().isPresent());
    }

    @Test
    void aRefusalThatWasCaughtIsNone() throws Exception {
        Ran ran =
                run.migrate("try:", "    await conn.ask('fail', 'duplicate')", "except Exception:", "    return True");
        assertTrue(ran.ok(), ran.message());
    }

    @Test
    void whatIsNotTrueIsAFailure() throws Exception {
        assertTrue(run.migrate("return False").message().contains("False"));
        assertTrue(run.migrate("return None").message().contains("None"));
        assertFalse(run.migrate("return 0").ok());
        assertTrue(run.migrate("return 'yes'").ok());
    }

    @Test
    void endingTheProgramIsAFailure() throws Exception {
        for (String code : List.of("", "0", "3", "'text'")) {
            Ran ran = run.run("import sys\n" + PythonRun.migration("sys.exit(" + code + ")"));
            assertTrue(ran.message().startsWith("sys.exit("), ran.message());
        }
        assertTrue(run.migrate("return True").ok());
    }

    @Test
    void endingTheProgramInTheEventLoopIsAFailure() throws Exception {
        Ran ran = run.run(ASYNCIO + "import sys\n" + PythonRun.migration("await asyncio.sleep(0.01)", "sys.exit(0)"));
        assertEquals("sys.exit(0) was called; a migration returns True or raises", ran.message());
    }

    @Test
    void aKeyboardInterruptIsAFailure() throws Exception {
        assertTrue(run.migrate("raise KeyboardInterrupt").message().startsWith("KeyboardInterrupt"));
        assertTrue(run.run(ASYNCIO + PythonRun.migration("await asyncio.sleep(0)", "raise KeyboardInterrupt"))
                .message()
                .startsWith("KeyboardInterrupt"));
        assertTrue(run.migrate("return True").ok());
    }

    @Test
    void aModuleWithoutMigrateIsRefused() throws Exception {
        assertEquals("module missing migrate()", run.run("x = 1\n").message());
        assertEquals("module missing migrate()", run.run("").message());
    }

    @Test
    void aMigrateThatIsNotAsynchronousIsRefused() throws Exception {
        assertEquals(
                "migrate() expected to be an async function",
                run.run("def migrate(conn):\n    return True\n").message());
    }

    @Test
    void aMistakeInTheSyntaxShowsAtTheCheck() throws Exception {
        PythonOutcome outcome = run.check("async def migrate(conn):\n    return (\n");
        assertFalse(outcome.ok());
        assertTrue(outcome.message().startsWith("SyntaxError"), outcome.message());
        assertEquals(2, outcome.line().orElseThrow());
    }

    @Test
    void aCheckRunsNothing() throws Exception {
        assertTrue(run.check("raise ValueError\n").ok());
        Ran ran = run.run("raise ValueError('at import')\n");
        assertEquals("ValueError: at import", ran.message());
    }

    @Test
    void passesOnWhatIsPrintedInOrder() throws Exception {
        Ran ran = run.run("import sys, logging\n"
                + "logging.basicConfig(level=logging.INFO, force=True)\n"
                + PythonRun.migration(
                        "print('one')",
                        "print('two', file=sys.stderr)",
                        "print('th', end='')",
                        "print('ree')",
                        "logging.info('four')",
                        "sys.stdout.buffer.write('fünf\\n'.encode())",
                        "sys.stdout.flush()",
                        "print('a\\n\\nb')",
                        "print('end', end='')",
                        "return True"));
        assertTrue(ran.ok(), ran.message());
        assertEquals(List.of("one", "two", "three", "INFO:root:four", "fünf", "a", "", "b", "end"), ran.printed());
    }

    @Test
    void loggingThatOneMigrationSetUpServesTheNext() throws Exception {
        assertTrue(run.run("import logging\nlogging.basicConfig(level=logging.INFO, force=True)\n"
                        + PythonRun.migration("return True"))
                .ok());
        Ran ran = run.run("import logging\n" + PythonRun.migration("logging.info('still')", "return True"));
        assertEquals(List.of("INFO:root:still"), ran.printed());
    }

    @Test
    void passesOnWhatChildrenPrintInOrder() throws Exception {
        Ran ran = run.run("import os, subprocess, sys\n"
                + PythonRun.migration(
                        "print('before')",
                        "subprocess.run(['echo', 'child'], check=True)",
                        "print('between')",
                        "assert os.system('echo shell') == 0",
                        "assert os.system('exit 3') >> 8 == 3",
                        "subprocess.run('echo wrong >&2', shell=True)",
                        "captured = subprocess.run(['echo', 'x'], capture_output=True, text=True).stdout",
                        "print('after', captured.strip())",
                        "return True"));
        assertTrue(ran.ok(), ran.message());
        assertEquals(List.of("before", "child", "between", "shell", "wrong", "after x"), ran.printed());
    }

    @Test
    void whatIsReadFromStandardInputEndsAtOnce() throws Exception {
        Ran ran = run.run("import sys\n" + PythonRun.migration("return sys.stdin.read() == ''"));
        assertTrue(ran.ok(), ran.message());
    }

    @Test
    void credentialsAreOutOfReach() throws Exception {
        assertEquals("not for migrations", System.getenv("DB_PASS"));
        Ran ran = run.run("import os, subprocess\n"
                + PythonRun.migration(
                        "assert 'DB_PASS' not in os.environ and os.getenv('DB_PASS') is None",
                        "assert 'PATH' in os.environ",
                        "printed = subprocess.run(['env'], capture_output=True, text=True).stdout",
                        "assert 'PATH=' in printed and 'DB_PASS' not in printed, printed",
                        "assert os.system('test -z \"$DB_PASS\"') == 0",
                        "return True"));
        assertTrue(ran.ok(), ran.message());
    }

    @Test
    void theModuleIsWhereDataClassesAndPickleLookForIt() throws Exception {
        Ran ran = run.run("""
            from __future__ import annotations

            import enum
            import inspect
            import pickle
            import sys
            import typing
            from dataclasses import KW_ONLY, dataclass
            from typing import ClassVar


            class Colour(enum.Enum):
                RED = 1


            @dataclass
            class Plan:
                name: str
                count: ClassVar[int] = 0
                _: KW_ONLY
                colour: Colour = Colour.RED


            def helper(plan: Plan) -> Colour:
                return plan.colour


            async def migrate(conn):
                assert pickle.loads(pickle.dumps(Plan("a"))) == Plan("a", colour=Colour.RED)
                assert typing.get_type_hints(helper) == {"plan": Plan, "return": Colour}
                assert sys.modules[__name__].Plan is Plan
                assert "plan.colour" in inspect.getsource(sys.modules[__name__])
                assert __name__ == "migration" and __spec__.name == __name__ and __package__ == ""
                return True
            """);
        assertTrue(ran.ok(), ran.message());
        ran = run.run("import sys\n" + PythonRun.migration("return not hasattr(sys.modules[__name__], 'Plan')"));
        assertTrue(ran.ok(), ran.message());
        ran = run.migrate("import sys", "del sys.modules[__name__]", "return True");
        assertTrue(ran.ok(), ran.message());
    }

    @Test
    void aModuleThatIsCalledMigrationIsFound(@TempDir Path beside) throws Exception {
        Files.writeString(beside.resolve("migration.py"), "value = 5\n");
        Ran ran = run.run("import sys\nsys.path.append('" + beside + "')\nimport migration\n"
                + PythonRun.migration("return migration.value == 5 and __name__ != 'migration'"));
        assertTrue(ran.ok(), ran.message());
    }

    @Test
    void tellsWhichModuleIsNotInstalled() throws Exception {
        Ran ran = run.run("import no_such_package.inner\n" + PythonRun.migration("return True"));
        assertEquals("no_such_package", ran.outcome().missingModule().orElseThrow());
        assertTrue(
                run.migrate("raise ImportError('x')").outcome().missingModule().isEmpty());
    }

    @Test
    void whatCannotBePassedIsAnErrorAndNothingElse() throws Exception {
        Ran ran = run.run(ASYNCIO
                + PythonRun.migration(
                        "other = asyncio.create_task(asyncio.sleep(0.01))",
                        "for value in (object(), [object()]):",
                        "    try:",
                        "        await conn.echo(value)",
                        "        assert False",
                        "    except ValueError:",
                        "        pass",
                        "await other",
                        "return await conn.echo(True)"));
        assertTrue(ran.ok(), ran.message());
    }

    @Test
    void asyncioIsReal() throws Exception {
        Ran ran = run.run(ASYNCIO + "import sys\n" + """
            async def slow(conn, value):
                await asyncio.sleep(0.01)
                return await conn.echo(value)

            async def migrate(conn):
                assert await asyncio.gather(*(slow(conn, i) for i in range(20))) == list(range(20))
                assert await asyncio.wait_for(slow(conn, 'x'), 5) == 'x'
                assert await asyncio.to_thread(lambda: 7) == 7
                child = await asyncio.create_subprocess_exec(
                    sys.executable, '-c', 'print(5)', stdout=asyncio.subprocess.PIPE)
                out, _ = await child.communicate()
                assert out == b'5\\n', out
                async with asyncio.timeout(5) if hasattr(asyncio, 'timeout') else asyncio.Lock():
                    await conn.echo(1)
                return True
            """);
        assertTrue(ran.ok(), ran.message() + ran.outcome().traceback(true));
        assertEquals(22, ran.asked().size());
    }

    @Test
    void theDatabaseMayBeCalledFromAnotherThread() throws Exception {
        Ran ran = run.run(ASYNCIO
                + PythonRun.migration(
                        "assert await asyncio.to_thread(conn.ask_at_once, 'echo', 5) == 5",
                        "return await conn.echo(True)"));
        assertTrue(ran.ok(), ran.message() + ran.outcome().traceback(true));
    }

    @Test
    void otherTasksRunWhileTheDatabaseWorks() throws Exception {
        Ran ran = run.run(ASYNCIO + """
            async def tick(ticks):
                while True:
                    ticks.append(1)
                    await asyncio.sleep(0.01)

            async def migrate(conn):
                ticks = []
                ticking = asyncio.create_task(tick(ticks))
                try:
                    await asyncio.wait_for(conn.ask('wait'), 0.5)
                except asyncio.TimeoutError:
                    print('timed out')
                ticking.cancel()
                assert len(ticks) > 5, ticks
                return await conn.echo(True)
            """);
        assertTrue(ran.ok(), ran.message() + ran.outcome().traceback(true));
        assertEquals(List.of("timed out"), ran.printed());
        assertEquals(List.of("wait", "echo"), ran.asked());
    }

    @Test
    void aStatementThatWasNeverAwaitedIsAFailure() throws Exception {
        Ran ran = run.migrate("conn.execute('INSERT')", "return True");
        assertEquals("execute() was never awaited, so it did nothing; write await before it", ran.message());
    }

    @Test
    void aCoroutineThatWasNeverAwaitedIsReported() throws Exception {
        Ran ran = run.run("async def other(): pass\n" + PythonRun.migration("other()", "return True"));
        assertTrue(ran.ok(), ran.message());
        assertEquals(
                List.of("coroutine 'other' was never awaited"), ran.outcome().warnings());
    }

    @Test
    void leftoverTasksAndThreadsAreReported() throws Exception {
        Ran ran = run.run(ASYNCIO + "import threading, time\n"
                + PythonRun.migration(
                        "asyncio.create_task(asyncio.sleep(60), name='idle')",
                        "await asyncio.sleep(0)",
                        "threading.Thread(target=time.sleep, args=(1,), name='worker').start()",
                        "return True"));
        assertTrue(ran.ok(), ran.message());
        assertEquals(
                List.of("the task idle was still running and was cancelled", "the thread worker is still running"),
                ran.outcome().warnings());
    }

    @Test
    void valuesSurviveTheWayThereAndBack() throws Exception {
        Ran ran = run.run("""
            values = [None, True, False, 0, -1, 2**31, -2**31 - 1, 2**63 - 1, -2**63, 2**63, 10**400, -10**400, 0.0, -0.0, 1.5,
                      float('inf'), '', 'text', 'a\\x00b', 'ä€😀', '\\ud800', 'x\\udfffy', b'', b'\\x00\\xff', bytes(range(256)) * 300,
                      [], [1, [2, [None]]], {}, {'a': 1, 2: [b'x']}, 'x' * 100_000, '😀' * 50_000]

            async def migrate(conn):
                for value in values:
                    back = await conn.echo(value)
                    assert back == value and type(back) is type(value), (value, back)
                back = await conn.echo((1, 2))
                assert back == [1, 2], back
                nan = await conn.echo(float('nan'))
                assert nan != nan
                assert str(await conn.echo(-0.0)) == '-0.0'
                return True
            """);
        assertTrue(ran.ok(), ran.message());
    }

    @Test
    void hugeAnswersArrive() throws Exception {
        Ran ran = run.migrate(
                "rows = await conn.ask('fill', 300_000, ['some text', 1, None])",
                "assert len(rows) == 300_000 and rows[-1] == ['some text', 1, None]",
                "data = bytes(30_000_000)",
                "assert await conn.echo(data) == data",
                "return await conn.echo(1) == 1");
        assertTrue(ran.ok(), ran.message());
    }

    @Test
    void whatHasNoFormIsRefusedWhereItIsPassed() throws Exception {
        Ran ran = run.migrate("await conn.echo(object())");
        assertTrue(ran.message().startsWith("ValueError"), ran.message());
        assertTrue(run.migrate("return await conn.echo(True)").ok());
    }

    @Test
    void functionsAreCalledByTheDatabase() throws Exception {
        Ran ran = run.run(ASYNCIO + """
            async def migrate(conn):
                assert await conn.apply(lambda a, b: a + b, 2, 3) == 5
                assert await conn.apply(lambda: [b'x', None]) == [b'x', None]
                async def other():
                    await asyncio.sleep(0.2)
                task = asyncio.create_task(other())
                assert await conn.apply(lambda a: a * 2, 'ab') == 'abab'
                await task
                try:
                    await conn.apply(lambda: 1 / 0)
                except Exception as failure:
                    assert 'ZeroDivisionError: division by zero' in str(failure), failure
                    return True
            """);
        assertTrue(ran.ok(), ran.message() + ran.outcome().traceback(true));
    }

    @Test
    void aFunctionMayTakeItsTime() throws Exception {
        Ran ran = run.run("import time\n"
                + PythonRun.migration(
                        "for i in range(5):",
                        "    assert await conn.apply(lambda: time.sleep(0.05) or i) == i",
                        "return True"));
        assertTrue(ran.ok(), ran.message() + ran.outcome().traceback(true));
    }

    @Test
    void aFunctionThatReturnsWhatHasNoFormIsToldOf() throws Exception {
        Ran ran = run.migrate("await conn.apply(lambda: object())");
        assertEquals(
                "EchoError: ValueError: the function returned a object, which cannot be passed to the database",
                ran.message());
        assertTrue(run.migrate("return await conn.echo(True)").ok());
    }

    @Test
    void aFaultOfTheChannelIsNoMatterOfTheMigration() {
        assertThrows(
                IllegalStateException.class,
                () -> run.migrate("try:", "    await conn.ask('break')", "except BaseException:", "    return True"));
    }

    @Test
    void anInterruptEndsASleepingMigration() throws Exception {
        assertInterrupted("import time\n", "await conn.ask('count')", "time.sleep(30)", "return True");
    }

    @Test
    void anInterruptEndsABusyMigration() throws Exception {
        assertInterrupted("", "await conn.ask('count')", "while True:", "    pass");
    }

    @Test
    void anInterruptEndsAnIdleEventLoop() throws Exception {
        assertInterrupted(ASYNCIO, "await conn.ask('count')", "await asyncio.sleep(30)", "return True");
    }

    @Test
    void anInterruptEndsACallOfTheDatabase() throws Exception {
        Execution execution = run.execution();
        Future<Ran> running = running(execution, PythonRun.migration("await conn.ask('wait')", "return True"));
        assertTrue(execution.channel().awaitWaiting());
        execution.channel().cancel();
        run.engine().interrupt();
        assertFalse(running.get(10, TimeUnit.SECONDS).ok());
    }

    @Test
    void anInterruptIsToldAlsoWhereTheDatabaseIsStillAtWork() throws Exception {
        Execution execution = run.execution();
        Future<Ran> running = running(execution, PythonRun.migration("await conn.ask('wait')", "return True"));
        assertTrue(execution.channel().awaitWaiting());
        run.engine().interrupt();
        Thread.sleep(200);
        execution.channel().cancel();
        assertFalse(running.get(10, TimeUnit.SECONDS).ok());
    }

    private void assertInterrupted(String head, String... body) throws Exception {
        Execution execution = run.execution();
        Future<Ran> running = running(execution, head + PythonRun.migration(body));
        while (execution.channel().asked().isEmpty()) {
            Thread.sleep(5);
        }
        Thread.sleep(100);
        long start = System.nanoTime();
        run.engine().interrupt();
        Ran ran = running.get(10, TimeUnit.SECONDS);
        assertTrue(ran.message().startsWith("KeyboardInterrupt"), ran.message());
        assertTrue(System.nanoTime() - start < 8_000_000_000L, "it was not interrupted, it ended");
    }

    private static Future<Ran> running(Execution execution, String text) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return execution.run(text);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
