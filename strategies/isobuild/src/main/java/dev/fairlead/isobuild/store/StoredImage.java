package dev.fairlead.isobuild.store;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** A base image of the configuration, and how far it is. */
public final class StoredImage {
    private final ImageEntry entry;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private volatile ImageState state = new ImageState.Pending();
    private volatile Instant lastUsed = Instant.EPOCH;
    private volatile boolean wanted;

    StoredImage(ImageEntry entry) {
        this.entry = entry;
    }

    public ImageEntry entry() {
        return entry;
    }

    public ImageState state() {
        return state;
    }

    /** Somebody asks for it now. */
    synchronized void use(Instant now) {
        lastUsed = now;
        wanted = true;
    }

    Instant lastUsed() {
        return lastUsed;
    }

    /** Whether somebody asked since it last went, or since the start. */
    boolean isWanted() {
        return wanted;
    }

    void become(ImageState next) {
        state = next;
    }

    /** Changes what there is of it, if it is there at all. */
    void change(UnaryOperator<BaseImage> change) {
        if (state instanceof ImageState.Ready(BaseImage image)) {
            state = new ImageState.Ready(change.apply(image));
        }
    }

    /** Takes it away from clients, unless one asked of late. */
    synchronized boolean retire(Instant now, Duration quiet) {
        if (!(state instanceof ImageState.Ready) || lastUsed.plus(quiet).isAfter(now)) {
            return false;
        }
        forget();
        return true;
    }

    synchronized void forget() {
        state = new ImageState.Pending();
        wanted = false;
    }

    /** Only who holds the claim changes its files and its state. */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    void release() {
        claimed.set(false);
    }
}
