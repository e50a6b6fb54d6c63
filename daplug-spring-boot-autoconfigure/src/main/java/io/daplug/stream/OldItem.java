package io.daplug.stream;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter of a listener that takes the item as it was before. There is none for an
 * insert, and none where the source does not know: declare the parameter
 * {@code @Nullable} to hear of these changes too.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface OldItem {

}
