/**
 * Stand-ins on loopback for what Fairlead talks to: S3, STS, a CDN and upstreams, each of which can
 * be told to fail. Used by the demo and by tests, never shipped.
 */
@NullMarked
package dev.fairlead.testbed;

import org.jspecify.annotations.NullMarked;
