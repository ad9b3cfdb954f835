/** Images that users post themselves, without assisted-service. */
@NullMarked
package dev.fairlead.isobuild.standalone;

import org.jspecify.annotations.NullMarked;
