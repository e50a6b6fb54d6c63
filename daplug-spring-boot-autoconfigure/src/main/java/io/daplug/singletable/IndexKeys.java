package io.daplug.singletable;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How the keys of an index are composed for items of a type. An item that lacks an
 * attribute of them, or has null there, is not in the index.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface IndexKeys {

	/**
	 * The index's name.
	 * @return the name
	 */
	String name();

	/**
	 * How its hash key is composed; by default it is an attribute of the type itself.
	 * @return the key
	 */
	Key hashKey() default @Key;

	/**
	 * How its range key is composed; by default it is an attribute of the type itself, or
	 * else the same in all items of the type.
	 * @return the key
	 */
	Key rangeKey() default @Key;

}
