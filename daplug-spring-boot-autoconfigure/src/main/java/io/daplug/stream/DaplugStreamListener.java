package io.daplug.stream;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * A method of a bean that is called for changes of tables. It has handled a change when
 * it returns, and has failed when it throws; then it is called again, and after the last
 * attempt the change is parked. The changes of one key come one after the other, in their
 * order; those of different keys at the same time.
 * <p>
 * The method takes what it wants of the change:
 * <ul>
 * <li>the change: {@code ItemChange<Order>}, {@code ItemChange<?>}, or one of its three
 * kinds</li>
 * <li>the new item, without annotation: {@code Map<String, Object>}, a record or class,
 * {@code JsonNode} or {@code Item<Order>}</li>
 * <li>the item before, with {@link OldItem}</li>
 * <li>{@code ItemKey} and {@code ChangeOrigin}</li>
 * </ul>
 * A parameter that is not {@code @Nullable} is never null: changes that lack it are not
 * given to the method. A signature that can receive no change is refused at start.
 * <p>
 * All text resolves placeholders, so {@code "${shop.table}"} is one.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface DaplugStreamListener {

	/**
	 * Logical names of the tables.
	 * @return the tables, also separated by commas
	 */
	@AliasFor("tables")
	String[] value() default {};

	/**
	 * Logical names of the tables.
	 * @return the tables, also separated by commas
	 */
	@AliasFor("value")
	String[] tables() default {};

	/**
	 * Id of the listener, under which the registry knows it.
	 * @return the id; {@code bean.method} by default
	 */
	String id() default "";

	/**
	 * Kinds of changes.
	 * @return the kinds; by default those that the signature can receive
	 */
	ChangeKind[] operations() default {};

	/**
	 * Expression in Spring's language that says which changes are handled, over
	 * {@code #change}, and the maps {@code #newItem} and {@code #oldItem}, which are null
	 * where there is no item or it is unknown: {@code "#newItem?.status == 'PAID'"}. An
	 * attribute that an item lacks is null.
	 * @return the expression; all changes by default
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
	 * What becomes of later changes of a key after one was parked.
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
