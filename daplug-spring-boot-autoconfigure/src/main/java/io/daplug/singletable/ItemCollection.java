package io.daplug.singletable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.daplug.singletable.TypedItems.TypedItem;
import io.daplug.template.model.QueryOptions;
import io.daplug.template.model.ReadBudgetExceededException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Items of any type that one query selects, most often all those that share a hash key.
 * Nothing is sent before items are asked for.
 * <p>
 * The first call of {@link #list()}, {@link #items}, {@link #item}, {@link #as} or
 * {@link #unknown()} reads all items into memory, by one query of as many pages as it
 * takes, and the others use what it has read: a collection is a picture of one moment, so
 * ask for a new one to read anew. {@link #stream()} reads page by page as it is consumed,
 * each time it is called, and keeps nothing, for collections of any size. Each call makes
 * its own objects of the items. Safe for use by many threads.
 */
public final class ItemCollection {

	private final TypedItems items;

	private final String name;

	private final Consumer<QueryOptions.Builder> query;

	private @Nullable List<TypedItem> read;

	/**
	 * Creates a collection.
	 * @param items what is stored in the table
	 * @param name what it is called in messages
	 * @param query what is asked for
	 */
	ItemCollection(TypedItems items, String name, Consumer<QueryOptions.Builder> query) {
		this.items = items;
		this.name = name;
		this.query = query;
	}

	/**
	 * Returns a collection that is read in another way: consistently, for instance, with
	 * a condition on the range key, or with a limit.
	 * @param options how it is read; keys are those of the table, as they are stored
	 * @return another collection, of which nothing is read yet
	 */
	public ItemCollection with(Consumer<QueryOptions.Builder> options) {
		Assert.notNull(options, "'options' must not be null");
		return new ItemCollection(this.items, this.name, this.query.andThen(options));
	}

	/**
	 * Returns all items, those of no known type as maps of their attributes as they are
	 * stored.
	 * @return the items, in the order of their range keys
	 * @throws io.daplug.table.UnreadableItemException if an item cannot be read as its
	 * type
	 */
	public List<Object> list() {
		return read().stream().map(this.items::read).toList();
	}

	/**
	 * Returns the items of a type.
	 * @param <T> the type
	 * @param type a type of the table, or a supertype of some, such as a sealed interface
	 * @return the items, in the order of their range keys
	 * @throws SingleTableDefinitionException if the table keeps no such items
	 * @throws io.daplug.table.UnreadableItemException if an item cannot be read as its
	 * type
	 */
	public <T> List<T> items(Class<T> type) {
		this.items.require(type);
		return typed(read().stream(), type).toList();
	}

	/**
	 * Returns the first item of a type.
	 * @param <T> the type
	 * @param type a type of the table, or a supertype of some
	 * @return the item; empty if there is none
	 * @throws SingleTableDefinitionException if the table keeps no such items
	 * @throws io.daplug.table.UnreadableItemException if the item cannot be read as its
	 * type
	 */
	public <T> Optional<T> item(Class<T> type) {
		this.items.require(type);
		return typed(read().stream(), type).findFirst();
	}

	/**
	 * Returns the items that have none of the table's types.
	 * @return the items as maps of their attributes as they are stored, in the order of
	 * their range keys
	 */
	public List<Map<String, Object>> unknown() {
		return read().stream().filter((item) -> item.type() == null).map(this.items::unknown).toList();
	}

	/**
	 * Returns the items as components of a record. A component whose type is one of the
	 * table, or a supertype of some, takes the one item of that type, an {@link Optional}
	 * or nullable component at most one, and a {@link List} all of them; a list of maps
	 * takes the items of no known type. Items that no component takes are left out. In a
	 * native image the record needs hints, such as by
	 * {@link org.springframework.aot.hint.annotation.RegisterReflectionForBinding}.
	 * @param <R> the record
	 * @param type the record
	 * @return a new record
	 * @throws SingleTableDefinitionException if a component wants what no item can be
	 * @throws org.springframework.dao.IncorrectResultSizeDataAccessException if a
	 * component takes one item, and there are more or none
	 * @throws io.daplug.table.UnreadableItemException if an item cannot be read as its
	 * type
	 */
	public <R extends Record> R as(Class<R> type) {
		Assert.notNull(type, "'type' must not be null");
		return type.cast(this.items.plan(type).make(read(), this.items, this.name));
	}

	/**
	 * Reads all items as the stream is consumed, those of no known type as maps of their
	 * attributes as they are stored. Close the stream if it is not consumed wholly.
	 * @return the items, in the order of their range keys
	 */
	public Stream<Object> stream() {
		return open().map(this.items::read);
	}

	/**
	 * Reads the items of a type as the stream is consumed. Items of other types are read,
	 * too, and left out.
	 * @param <T> the type
	 * @param type a type of the table, or a supertype of some, such as a sealed interface
	 * @return the items, in the order of their range keys
	 * @throws SingleTableDefinitionException if the table keeps no such items
	 */
	public <T> Stream<T> stream(Class<T> type) {
		this.items.require(type);
		return typed(open(), type);
	}

	private <T> Stream<T> typed(Stream<TypedItem> items, Class<T> type) {
		return items.filter((item) -> item.is(type)).map((item) -> type.cast(this.items.read(item)));
	}

	private Stream<TypedItem> open() {
		return this.items.query(QueryOptions.of(this.query));
	}

	private synchronized List<TypedItem> read() {
		List<TypedItem> read = this.read;
		if (read == null) {
			read = readAll();
			this.read = read;
		}
		return read;
	}

	private List<TypedItem> readAll() {
		List<TypedItem> all = new ArrayList<>();
		try (Stream<TypedItem> items = open()) {
			items.forEach(all::add);
			return all;
		}
		catch (ReadBudgetExceededException ex) {
			throw ex.with(all.stream().map(this.items::read).toList());
		}
	}

	@Override
	public String toString() {
		return "ItemCollection[%s]".formatted(this.name);
	}

}
