@NullMarked
package io.daplug.schema.pattern;

import org.jspecify.annotations.NullMarked;
