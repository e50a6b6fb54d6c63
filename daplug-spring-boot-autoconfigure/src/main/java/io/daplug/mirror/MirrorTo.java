package io.daplug.mirror;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a mirror of a listener: what the method returns for an item is written to another
 * table. Null or an empty {@link java.util.Optional} means that nothing of the item
 * belongs there, so an earlier copy is removed; so it is when the item is. The method
 * returns a map, a record or class that Jackson can write, or a {@code JsonNode}.
 * <p>
 * It is called for the item as it is now and, to find an earlier copy, for the item as it
 * was: what it returns must depend on the item alone. A copy whose key changes with the
 * item moves. A method that can receive removals (by an {@code ItemChange}, say) is
 * called for them too and says what remains.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface MirrorTo {

	/**
	 * The table to write. Placeholders are resolved.
	 * @return its logical name
	 */
	String value();

	/**
	 * The mirror's name, which its writes carry as {@code mirror:<name>}. Placeholders
	 * are resolved.
	 * @return the name; by default the listener's id
	 */
	String name() default "";

	/**
	 * The schema that shapes and checks what is written. Placeholders are resolved.
	 * @return the schema's name; by default that of the destination
	 */
	String schema() default "";

	/**
	 * The mirror that this one leads back from, so that a table can be moved and moved
	 * back. Placeholders are resolved.
	 * @return the other mirror's name; by default none
	 */
	String reverseOf() default "";

	/**
	 * Whether to announce the writes as all others are.
	 * @return true by default
	 */
	boolean announce() default true;

	/**
	 * What keeps an older state of an item from replacing a newer one.
	 * @return one guard; by default the sequence of changes if they come from the stream
	 * of the table, else none
	 */
	MirrorGuard[] guard() default {};

	/**
	 * How long tombstones of a guarded mirror stay, such as {@code 72h}. Placeholders are
	 * resolved.
	 * @return the time, more than the 24 hours for which a stream keeps its changes; 48
	 * hours by default
	 */
	String tombstoneRetention() default "";

}
