@NullMarked
package io.daplug.autoconfigure.singletable;

import org.jspecify.annotations.NullMarked;
