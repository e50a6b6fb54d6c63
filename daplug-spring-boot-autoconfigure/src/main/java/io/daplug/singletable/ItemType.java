package io.daplug.singletable;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that items of a record or class are kept in a table that they share with items of
 * other types, and how their keys are composed of their attributes. The keys of the table
 * are written with each item and do not show in what is read. <pre class="code">
 * &#64;ItemType(hashKey = &#64;Key(value = "deviceId", prefixOf = Device.class), rangeKey = &#64;Key("sentAt"))
 * record Command(String deviceId, Instant sentAt, String name) {
 * }
 * </pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ItemType {

	/**
	 * The logical name of the table. It may be left out where the application has one
	 * table of this kind.
	 * @return the name
	 */
	String table() default "";

	/**
	 * The name of the type, of which prefixes are generated. The simple name of the class
	 * by default.
	 * @return the name
	 */
	String name() default "";

	/**
	 * How the hash key is composed; by default of the first attribute.
	 * @return the key
	 */
	Key hashKey() default @Key;

	/**
	 * How the range key is composed. By default it is the same in all items of the type:
	 * the text {@code A}, the number 0, or the byte 0x41.
	 * @return the key
	 */
	Key rangeKey() default @Key;

	/**
	 * The schema of the items; by default that of the table.
	 * @return the schema's name
	 */
	String schema() default "";

	/**
	 * How the keys of indexes are composed. Not needed for an index whose keys are
	 * attributes of the type.
	 * @return the keys, by index
	 */
	IndexKeys[] indexes() default {};

	/**
	 * An attribute that is written with each item and holds the name of the type; by
	 * default that of the table, if it has one. Types that have the same such attribute
	 * may share their keys. Readers of a type then see its items only. A change or an
	 * update of another type's item fails as if there were none, a delete leaves it, and
	 * an upsert or an overwrite fails with a
	 * {@link io.daplug.idempotence.StaleItemException}. An item without the attribute may
	 * be of any type. Batches write and delete whatever is stored.
	 * @return the attribute's name
	 */
	String typeAttribute() default "";

}
