package io.migri.python.embedded;

import io.migri.api.text.Text;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Python cannot run in this process. */
public final class UnusableJepException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Text remedy;

    /** @param remedy what to do, a sentence without a final dot */
    UnusableJepException(String message, Text remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public Text remedy() {
        return remedy;
    }
}
