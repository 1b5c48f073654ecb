package io.migri.cli.url;

/** A URL, or a parameter, that cannot be understood. The message holds nothing of what may be a password. */
public final class UrlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message a sentence or two, with what to do */
    public UrlException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
