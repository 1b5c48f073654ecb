package io.migri.dialect.sqlite.mutant.call;

/**
 * A sound plug-in, but for the answer to one method.
 *
 * @param name what is wrong with it
 * @param port whose method it is
 * @param dies the contract that notices
 * @param test the test of that contract that fails
 */
public record Mutant(String name, Class<?> port, String method, Mutation mutation, Class<?> dies, String test) {

    /** Begins one. */
    public static Wrong wrong(String name, Class<?> port, String method, Mutation mutation) {
        return (dies, test) -> new Mutant(name, port, method, mutation, dies, test);
    }

    public Object answer(Call call) throws Throwable {
        return call.isOf(port, method) ? mutation.answer(call) : call.sound();
    }

    /** Its name among all mutants. */
    public String id() {
        return dies.getSimpleName() + ", " + port.getSimpleName() + "." + method + ": " + name;
    }

    @Override
    public String toString() {
        return id();
    }

    /** A mutant whose death is to be named. */
    @FunctionalInterface
    public interface Wrong {
        Mutant diesBy(Class<?> contract, String test);
    }
}
