/**
 * Tests of publishing to SNS.
 */
@NullMarked
package io.daplug.sns;

import org.jspecify.annotations.NullMarked;
