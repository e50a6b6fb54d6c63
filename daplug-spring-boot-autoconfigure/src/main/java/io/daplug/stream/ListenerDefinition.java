package io.daplug.stream;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.daplug.event.ChangeHandler;
import io.daplug.event.ItemChange;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Declares a listener: which changes it is given, what handles them, and how they are
 * handed over. Immutable.
 */
public final class ListenerDefinition {

	private final String id;

	private final Set<String> tables;

	private final Set<ChangeKind> operations;

	private final @Nullable Class<?> itemType;

	private final @Nullable Predicate<ItemChange<?>> filter;

	private final ChangeHandler handler;

	private final @Nullable ListenerOptions options;

	private ListenerDefinition(Builder builder) {
		this.id = builder.id;
		this.tables = Collections.unmodifiableSet(new LinkedHashSet<>(builder.tables));
		Assert.state(!this.tables.isEmpty(), () -> "Listener '%s' must have a table".formatted(this.id));
		this.operations = Collections.unmodifiableSet(builder.operations);
		this.itemType = builder.itemType;
		this.filter = builder.filter;
		Assert.state(builder.handler != null, () -> "Listener '%s' must have a handler".formatted(this.id));
		this.handler = builder.handler;
		this.options = builder.options;
	}

	/**
	 * Begins a definition.
	 * @param id the listener's id, which no other listener has
	 * @return a builder
	 */
	public static Builder named(String id) {
		return new Builder(id);
	}

	/**
	 * Returns the listener's id.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Returns the tables whose changes it is given.
	 * @return their logical names
	 */
	public Set<String> tables() {
		return this.tables;
	}

	/**
	 * Returns the kinds of changes it is given.
	 * @return the kinds
	 */
	public Set<ChangeKind> operations() {
		return this.operations;
	}

	/**
	 * Returns the type of the items whose changes it is given.
	 * @return the type; null for all items
	 */
	public @Nullable Class<?> itemType() {
		return this.itemType;
	}

	/**
	 * Returns what handles the changes.
	 * @return the handler
	 */
	public ChangeHandler handler() {
		return this.handler;
	}

	/**
	 * Returns how changes are handed over.
	 * @return the options; null for the registry's
	 */
	public @Nullable ListenerOptions options() {
		return this.options;
	}

	/** Says which of these changes are handled; null for all. */
	@Nullable Predicate<ItemChange<?>> filter() {
		return this.filter;
	}

	/** Whether the listener is given a change, unless the filter says no. */
	boolean concerns(ItemChange<?> change, ListenedTables all) {
		return this.tables.contains(change.table()) && this.operations.contains(ChangeKind.of(change))
				&& (this.itemType == null || all.isOf(change, this.itemType));
	}

	@Override
	public String toString() {
		return "ListenerDefinition[%s, tables=%s, operations=%s]".formatted(this.id, this.tables, this.operations);
	}

	/**
	 * Collects what declares a listener.
	 */
	public static final class Builder {

		private final String id;

		private Collection<String> tables = List.of();

		private Set<ChangeKind> operations = EnumSet.allOf(ChangeKind.class);

		private @Nullable Class<?> itemType;

		private @Nullable Predicate<ItemChange<?>> filter;

		private @Nullable ChangeHandler handler;

		private @Nullable ListenerOptions options;

		private Builder(String id) {
			Assert.hasText(id, "'id' of a listener must not be empty");
			this.id = id;
		}

		/**
		 * Sets the tables whose changes the listener is given. There must be at least
		 * one.
		 * @param tables their logical names
		 * @return this builder
		 */
		public Builder tables(Collection<String> tables) {
			this.tables = List.copyOf(tables);
			return this;
		}

		/**
		 * Sets the kinds of changes the listener is given. All by default.
		 * @param operations the kinds, at least one
		 * @return this builder
		 */
		public Builder operations(Collection<ChangeKind> operations) {
			Assert.notEmpty(operations, () -> "'operations' of listener '%s' must not be empty".formatted(this.id));
			this.operations = EnumSet.copyOf(operations);
			return this;
		}

		/**
		 * Limits the listener to items of one type, in tables that hold items of several
		 * types. Items whose type is unknown are then kept from it. All items by default.
		 * @param itemType the type, or one that several of the types extend or implement;
		 * each of the tables must have items of it
		 * @return this builder
		 */
		public Builder itemType(Class<?> itemType) {
			this.itemType = itemType;
			return this;
		}

		/**
		 * Sets which of these changes are handled. All by default. The filter is called
		 * on the thread that handles changes; if it throws, the change counts as failed.
		 * @param filter says whether a change is handled
		 * @return this builder
		 */
		public Builder filter(Predicate<ItemChange<?>> filter) {
			this.filter = filter;
			return this;
		}

		/**
		 * Sets what handles the changes. It is called by {@link ChangeHandler#handleAll}.
		 * @param handler the handler
		 * @return this builder
		 */
		public Builder handler(ChangeHandler handler) {
			this.handler = handler;
			return this;
		}

		/**
		 * Sets how changes are handed over. By default as the registry's options say.
		 * @param options the options
		 * @return this builder
		 */
		public Builder options(ListenerOptions options) {
			this.options = options;
			return this;
		}

		/**
		 * Builds the definition.
		 * @return the definition
		 * @throws IllegalStateException if there is no table or no handler
		 */
		public ListenerDefinition build() {
			return new ListenerDefinition(this);
		}

	}

}
