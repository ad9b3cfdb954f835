package dev.fairlead.testbed;

/**
 * What became of all events so far.
 *
 * @param unexpected answers to events that nobody has: a second answer, or one to nothing
 */
public record InvocationCounts(
        long invoked, long waiting, long running, long answered, long failed, long unexpected) {

    /** Whether each event was answered once, and nothing else was. */
    public boolean eachAnsweredOnce() {
        return answered + failed == invoked && waiting == 0 && running == 0 && unexpected == 0;
    }
}
