/** The HTTP front door: Netty messages to requests, decisions to responses. */
@NullMarked
package dev.fairlead.app.http;

import org.jspecify.annotations.NullMarked;
