package io.daplug.version;

import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Makes an item of one version of its schema an item of the next version. A table needs
 * one for each version before its current one. An item that is older by several versions
 * goes through several upcasters.
 * <p>
 * An upcaster is called by each read of an older item, by many threads, and more than
 * once for one item. So it must depend on the item alone, and send no requests.
 */
public interface SchemaUpcaster {

	/**
	 * Returns the table whose items it takes.
	 * @return the logical name of the table
	 */
	String table();

	/**
	 * Returns the version of the items that it takes. It makes them items of the next
	 * version.
	 * @return the version, from 1
	 */
	int from();

	/**
	 * Makes an item an item of the next version. It must not change keys of the table,
	 * what they are composed of, the idempotence key, nor attributes that are unique in
	 * the table. What it says of the version is not heeded. An attribute that it makes
	 * null is absent, unless the item had a null that it gave another name.
	 * @param item the item: all attributes, without prefixes of keys and without those
	 * that Daplug keeps for itself. Of an item that is read from an index with a part of
	 * the attributes, it has that part. The map is a copy, which may be changed
	 * @return the item of the next version, which may be the same map
	 */
	Map<String, @Nullable Object> upcast(Map<String, @Nullable Object> item);

	/**
	 * Returns an upcaster.
	 * @param table the logical name of the table
	 * @param from the version of the items that it takes, from 1
	 * @param upcast makes them items of the next version
	 * @return the upcaster
	 */
	static SchemaUpcaster of(String table, int from, UnaryOperator<Map<String, @Nullable Object>> upcast) {
		return new FunctionUpcaster(table, from, upcast);
	}

}
