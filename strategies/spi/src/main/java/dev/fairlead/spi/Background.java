package dev.fairlead.spi;

/**
 * Takes work that need not be done before the client is answered, such as filling a cache. The host
 * gives it to {@link RouteStrategy#perform} later, perhaps in another process; it may get lost, and
 * it may be done twice.
 *
 * <p>Under HTTP it waits in a bounded queue of this process and an offer never blocks. Under Lambda
 * it becomes an asynchronous invocation: the environment is frozen once the client is answered, so
 * that an offer there may take until its time limit. So don't offer in {@link
 * RouteStrategy#decideAtOnce}.
 */
@FunctionalInterface
public interface Background {

    /**
     * Offers work; never throws. What is refused is counted, and can be offered again with the next
     * request that wants it.
     *
     * @param work in the strategy's own words, a few of them: a key, not what is behind it
     * @return false when it won't be done, since there is too much of it already or nobody to take
     *     it
     */
    boolean offer(String work);

    /**
     * Whether what a strategy still does when the client has its answer gets done. Under Lambda it
     * doesn't, so whatever leads to an offer has to come before the answer there.
     */
    default boolean isOpenAfterAnswers() {
        return true;
    }
}
