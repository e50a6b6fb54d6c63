package io.daplug.singletable;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a key is composed of attributes: {@code @Key("deviceId")}, {@code @Key({"region",
 * "id"})} or {@code @Key("ORDER#{region}#{id:8}")}. Unless the key is such a template, a
 * prefix is generated of the names of the type and of its first attribute.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Key {

	/** Stands for a prefix that is generated. */
	String GENERATED = "\0generated";

	/**
	 * The attributes by the names that they are stored under, or one template that has
	 * them in braces.
	 * @return the attributes; none for the default of the key
	 */
	String[] value() default {};

	/**
	 * The prefix, instead of a generated one; may be empty. With no attributes, it is the
	 * whole key of all items of the type.
	 * @return the prefix, without separator
	 */
	String prefix() default GENERATED;

	/**
	 * Whether the key has a prefix.
	 * @return whether it has
	 */
	boolean prefixed() default true;

	/**
	 * What is written behind the prefix and between attributes. Values that contain it
	 * are encoded where something comes behind them.
	 * @return the separator
	 */
	String separator() default "#";

	/**
	 * A type whose hash key's prefix this key has, too, so that items of both types are
	 * in one item collection.
	 * @return the type; {@code void} for none
	 */
	Class<?> prefixOf() default void.class;

	/**
	 * To how many digits numbers are padded with zeros, so that they sort.
	 * @return the number of digits; 0 for none
	 */
	int digits() default 0;

}
