package dev.fairlead.testbed;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which faults a stand-in shows now, by scope (a bucket, a path, an action) and method;
 * thread-safe. The narrowest one that was set wins.
 */
public final class Faults {
    private static final String ANY = "*";

    private final Map<Place, Fault> active = new HashMap<>();

    Faults() {}

    /** Everything fails. */
    public void fail(Fault fault) {
        fail(ANY, ANY, fault);
    }

    /** Every method fails in one scope. */
    public void fail(String scope, Fault fault) {
        fail(scope, ANY, fault);
    }

    /** One method fails in one scope. */
    public synchronized void fail(String scope, String method, Fault fault) {
        active.put(new Place(scope, method), fault);
        notifyAll();
    }

    /** Ends the faults of one scope; those of everything stay. */
    public synchronized void heal(String scope) {
        active.keySet().removeIf(place -> place.scope().equals(scope));
        notifyAll();
    }

    /** Ends all faults and lets go of what hangs. */
    public synchronized void healAll() {
        active.clear();
        notifyAll();
    }

    synchronized Optional<Fault> find(String scope, String method) {
        return Stream.of(
                        new Place(scope, method),
                        new Place(scope, ANY),
                        new Place(ANY, method),
                        new Place(ANY, ANY))
                .flatMap(place -> Optional.ofNullable(active.get(place)).stream())
                .findFirst();
    }

    synchronized void awaitEndOf(Fault fault, String scope, String method)
            throws InterruptedException {
        while (find(scope, method).filter(fault::equals).isPresent()) {
            wait();
        }
    }

    private record Place(String scope, String method) {}
}
