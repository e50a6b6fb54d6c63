@NullMarked
package io.daplug.template.change;

import org.jspecify.annotations.NullMarked;
