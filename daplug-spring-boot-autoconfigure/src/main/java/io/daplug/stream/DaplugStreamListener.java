package io.daplug.stream;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;

/**
 * Marks a method of a bean that is called for the changes of tables. The method has
 * handled a change when it returns. If it throws, it is called again after a pause; after
 * the last attempt the change is parked. The changes of one item are handed over one
 * after the other, in their order, and those of different items at the same time.
 * <p>
 * The method declares which parts of the change it takes:
 * <ul>
 * <li>the change: {@code ItemChange<Order>}, {@code ItemChange<?>}, or one of its three
 * kinds</li>
 * <li>the new item, without annotation: {@code Map<String, Object>}, a record or class,
 * {@code JsonNode} or {@code Item<Order>}</li>
 * <li>the item before, with {@link OldItem}</li>
 * <li>{@code ItemKey} and {@code ChangeOrigin}</li>
 * </ul>
 * A parameter that is not {@code @Nullable} is never null: changes that lack it are not
 * given to the method. A signature that can receive no change fails the start. In a
 * single table, a method that takes {@code Command} or {@code ItemInserted<Command>} is
 * given changes of commands only, and one that takes a sealed interface is given each
 * item as what it is.
 * <p>
 * All texts may hold placeholders, as in {@code "${shop.table}"}. Beans of parent
 * contexts count too, but for those of a parent that looks for listeners itself.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective(StreamListenerReflectiveProcessor.class)
public @interface DaplugStreamListener {

	/**
	 * Logical names of the tables.
	 * @return the names; one text may hold several, separated by commas
	 */
	@AliasFor("tables")
	String[] value() default {};

	/**
	 * Logical names of the tables.
	 * @return the names; one text may hold several, separated by commas
	 */
	@AliasFor("value")
	String[] tables() default {};

	/**
	 * Type of the items for whose changes the method is called, in a single table. The
	 * key of an item decides, whatever it was written as. It may be a type that several
	 * item types extend or implement, such as a sealed interface. Items that the table
	 * has no type for reach only methods that are limited to none.
	 * @return the type; by default that of the parameters, if each of the tables has
	 * items of it, else all items. A type of which a table has no items fails the start.
	 */
	Class<?> itemType() default void.class;

	/**
	 * Id of the listener in the {@link StreamListenerRegistry}.
	 * @return the id; {@code bean.method} by default
	 */
	String id() default "";

	/**
	 * Kinds of changes for which the method is called.
	 * @return the kinds; by default all that the signature can receive
	 */
	ChangeKind[] operations() default {};

	/**
	 * SpEL expression that says which changes are handled. It may use {@code #change} and
	 * the maps {@code #newItem} and {@code #oldItem}, which are null where the item is
	 * not known: {@code "#newItem?.status == 'PAID'"}. An attribute that an item lacks is
	 * null.
	 * @return the expression; empty for all changes
	 */
	String filter() default "";

	/**
	 * How many threads handle changes.
	 * @return a number; {@code daplug.listeners.concurrency} by default
	 */
	String concurrency() default "";

	/**
	 * How often a change is tried before it is parked.
	 * @return a number; {@code daplug.listeners.max-attempts} by default
	 */
	String maxAttempts() default "";

	/**
	 * What happens to the later changes of an item after one of them was parked.
	 * @return {@code continue} or {@code hold}; {@code daplug.listeners.after-park} by
	 * default
	 */
	String afterPark() default "";

	/**
	 * On which thread changes are handled.
	 * @return {@code async} or {@code caller}; {@code daplug.listeners.dispatch} by
	 * default
	 */
	String dispatch() default "";

}
