package io.daplug.autoconfigure.mirror;

import java.time.Duration;
import java.util.Map;

import io.daplug.mirror.MirrorGuard;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Tables that are copied into others as they change.
 *
 * @param mirrors Tables that are copied into others as they change, by name.
 */
@ConfigurationProperties("daplug")
record DaplugMirrorsProperties(@DefaultValue Map<String, Mirror> mirrors) {

	/**
	 * One mirror.
	 *
	 * @param source Table that is mirrored.
	 * @param destination Table that is written.
	 * @param schema Schema that shapes and checks what is written. That of the
	 * destination by default.
	 * @param fields Attributes that have another name in the destination, new names by
	 * old ones.
	 * @param constants Attributes of the destination that have the same value in every
	 * item.
	 * @param filter Expression over the item's attributes that is true of items that
	 * belong in the destination. All do by default.
	 * @param announce Whether the writes are announced as all others are.
	 * @param guard What keeps an older state of an item from replacing a newer one. The
	 * sequence of changes if they come from the source's stream, else none.
	 * @param tombstoneRetention How long the tombstones of a guarded mirror stay. 48
	 * hours by default, and more than the 24 hours for which a stream keeps its changes.
	 * @param reverseOf Mirror that this one leads back from, so that a table can be moved
	 * and moved back.
	 */
	record Mirror(@Nullable String source, @Nullable String destination, @Nullable String schema,
			@DefaultValue Map<String, String> fields, @DefaultValue Map<String, Object> constants,
			@Nullable String filter, @DefaultValue("true") boolean announce, @Nullable MirrorGuard guard,
			@Nullable Duration tombstoneRetention, @Nullable String reverseOf) {

	}

}
