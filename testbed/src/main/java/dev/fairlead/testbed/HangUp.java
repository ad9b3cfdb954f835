package dev.fairlead.testbed;

import java.io.IOException;

/** The connection ends here because a fault asked for it. */
final class HangUp extends IOException {
    private static final long serialVersionUID = 1L;

    HangUp(String why) {
        super(why);
    }
}
