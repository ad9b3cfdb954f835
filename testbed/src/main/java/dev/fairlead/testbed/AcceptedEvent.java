package dev.fairlead.testbed;

/**
 * An event that the Invoke API took for a function.
 *
 * @param function the name or ARN, with its qualifier behind a colon if one was given
 */
public record AcceptedEvent(String function, String region, String payload) {}
