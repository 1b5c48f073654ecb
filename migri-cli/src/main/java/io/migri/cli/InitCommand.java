package io.migri.cli;

/** {@code migri init}: says that nothing has to be done. */
final class InitCommand implements Command {
    static final String WORD = "init";

    @Override
    public CommandSyntax syntax() {
        return CommandSyntax.of(
                WORD, "Do nothing: the history table is created when it is needed");
    }

    @Override
    public ExitStatus run(Invocation invocation, Terminal terminal) {
        terminal.print(Sentences.INIT);
        return ExitStatus.DONE;
    }
}
