package dev.fairlead.rpm;

import dev.fairlead.rpm.Availability.Available;
import dev.fairlead.rpm.upload.UploadWork;

/** What is done about a file that the source has. */
@FunctionalInterface
interface Offers {

    /** Has it kept, unless it is. */
    void consider(UploadWork work, Available file, Asked asked);
}
