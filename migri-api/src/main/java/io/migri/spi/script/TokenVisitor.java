package io.migri.spi.script;

/** Gets the tokens of a statement or script one after the other, from the lexer of a dialect. Used by one thread. */
public interface TokenVisitor {

    /** A keyword, a number, or a name, without its quotes. */
    void word(String word);

    /** A string, quotes and prefix included. One that is not closed goes to the end. */
    void text(int start, int end);

    /** Any other character that means something. */
    void symbol(char symbol);

    /** A comment. */
    default void comment(int start, int end) {}
}
