/** Who may have what a mount has: signed URLs and cookies as CloudFront has them. */
@NullMarked
package dev.fairlead.app.access;

import org.jspecify.annotations.NullMarked;
