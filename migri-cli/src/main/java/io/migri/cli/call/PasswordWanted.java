package io.migri.cli.call;

/** The server wants a password, nobody has given one, and somebody is there to be asked. Nothing was done. */
public final class PasswordWanted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param whose whom it is for, and where */
    PasswordWanted(String whose, Throwable cause) {
        super(whose, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
