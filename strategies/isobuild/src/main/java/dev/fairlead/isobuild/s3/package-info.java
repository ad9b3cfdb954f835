/** Customised images that are put together inside S3, where clients fetch them. */
@NullMarked
package dev.fairlead.isobuild.s3;

import org.jspecify.annotations.NullMarked;
