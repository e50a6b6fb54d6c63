package io.daplug.template.context;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.daplug.event.Operation;
import io.daplug.item.ItemType;
import io.daplug.template.model.AnnouncedOptions;
import io.daplug.template.model.BatchOptions;
import io.daplug.template.model.ChangeOptions;
import io.daplug.template.model.CheckOptions;
import io.daplug.template.model.ConditionalOptions;
import io.daplug.template.model.DeleteOptions;
import io.daplug.template.model.Shaping;
import io.daplug.template.model.UpdateOptions;
import io.daplug.template.model.UpsertOptions;
import io.daplug.template.model.WriteOptions;
import org.jspecify.annotations.Nullable;

/**
 * What one call asks for, whichever kind of call it is.
 *
 * @param <C> the type that its changes are announced as
 * @param operation what the call does
 * @param type the type that its changes are announced as
 * @param options what all calls that write can say
 * @param conditions what the call demands of the stored item; null if it cannot demand
 * anything
 * @param shaping how the item is held against the schema
 */
public record WriteCall<C>(Operation operation, ItemType<C> type, AnnouncedOptions options,
		@Nullable ConditionalOptions conditions, Shaping shaping) {

	private static final Map<Operation, String> TEXTS = new EnumMap<>(Stream.of(Operation.values())
		.collect(Collectors.toMap(Function.identity(),
				(operation) -> operation.name().toLowerCase(Locale.ROOT).replace('_', ' '))));

	public static <C> WriteCall<C> of(Operation operation, ItemType<C> type, WriteOptions options) {
		return new WriteCall<>(operation, type, options, options, options.shaping());
	}

	public static <C> WriteCall<C> of(ItemType<C> type, UpdateOptions options) {
		return new WriteCall<>(Operation.UPDATE, type, options, options, options.shaping());
	}

	public static <C> WriteCall<C> of(Operation operation, ItemType<C> type, ChangeOptions options) {
		return new WriteCall<>(operation, type, options, options, options.shaping());
	}

	public static <C> WriteCall<C> of(ItemType<C> type, UpsertOptions options) {
		return new WriteCall<>(Operation.UPSERT, type, options, options, options.shaping());
	}

	public static <C> WriteCall<C> of(ItemType<C> type, DeleteOptions options) {
		return new WriteCall<>(Operation.DELETE, type, options, options, Shaping.DEFAULTS);
	}

	/** A check writes nothing; what it demands of the item, a delete can demand. */
	public static <C> WriteCall<C> of(ItemType<C> type, CheckOptions options) {
		return new WriteCall<>(Operation.DELETE, type, options, options, Shaping.DEFAULTS);
	}

	public static <C> WriteCall<C> of(Operation operation, ItemType<C> type, BatchOptions options) {
		return new WriteCall<>(operation, type, options, null, options.shaping());
	}

	/** What the call does, for messages. */
	public String text() {
		return TEXTS.getOrDefault(this.operation, "write");
	}

	/** The value of the idempotence key that the caller saw; null if it does not say. */
	public @Nullable Object expected() {
		return (this.conditions != null) ? this.conditions.expected() : null;
	}

}
