package dev.fairlead.rhcos.mirror;

/** Why a file could not be had, in a few words that follow its URL. */
public final class Denied extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean passing;

    private Denied(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    /** Asking again may help. */
    static Denied forNow(String message) {
        return new Denied(message, true);
    }

    static Denied forGood(String message) {
        return new Denied(message, false);
    }

    /** By the status of an answer that isn't the file. */
    static Denied byStatus(int status) {
        boolean passing = status == 408 || status == 425 || status == 429 || status >= 500;
        return new Denied("answers " + status, passing);
    }

    public boolean isPassing() {
        return passing;
    }
}
