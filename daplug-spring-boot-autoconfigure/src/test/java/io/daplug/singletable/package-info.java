@NullMarked
package io.daplug.singletable;

import org.jspecify.annotations.NullMarked;
