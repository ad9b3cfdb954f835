/**
 * RPM files, read once from the first byte to the last.
 *
 * @see <a href="https://rpm-software-management.github.io/rpm/manual/format_v4.html">RPM: file
 *     format</a>
 */
@NullMarked
package dev.fairlead.rpm.file;

import org.jspecify.annotations.NullMarked;
