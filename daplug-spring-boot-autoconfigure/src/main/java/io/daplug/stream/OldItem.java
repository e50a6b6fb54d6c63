package io.daplug.stream;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter of a listener that takes the item as it was before the change. There
 * is no such item for an insert, and none if the source does not know it: declare the
 * parameter {@code @Nullable} to be called for these changes too.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface OldItem {

}
