package io.daplug.web;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The header {@code If-Match} of a request (RFC 9110): the entity tags of the states that
 * the client is willing to change. A handler method takes it as a parameter, since Spring
 * converts headers by {@link #of(String)}:
 * {@code @RequestHeader(name = "If-Match", defaultValue = "") IfMatch ifMatch}. A header
 * that is no list of entity tags is then answered with 400.
 * <p>
 * {@code ifMatch.expected().ifPresent(options::expected)} makes a write demand that
 * state. If the item has changed since, the write fails with a
 * {@link io.daplug.idempotence.StaleItemException}.
 */
public final class IfMatch {

	private static final IfMatch ABSENT = new IfMatch(false, Set.of(), false);

	private static final IfMatch ANY = new IfMatch(true, Set.of(), false);

	private final boolean any;

	/** The strong tags, without quotes. */
	private final Set<String> tags;

	private final boolean weak;

	private IfMatch(boolean any, Set<String> tags, boolean weak) {
		this.any = any;
		this.tags = tags;
		this.weak = weak;
	}

	/**
	 * Reads the header.
	 * @param header its value; null or blank if the request has none
	 * @return what it asks for
	 * @throws PreconditionException (400) if the value is neither an asterisk nor a list
	 * of entity tags
	 */
	public static IfMatch of(@Nullable String header) {
		if (header == null || header.isBlank()) {
			return ABSENT;
		}
		if (header.strip().equals("*")) {
			return ANY;
		}
		Set<String> tags = new LinkedHashSet<>();
		boolean weak = new EntityTagList(header).read(tags::add);
		return new IfMatch(false, tags, weak);
	}

	/**
	 * Says whether the client sent the header.
	 * @return whether it did
	 */
	public boolean isPresent() {
		return this.any || this.weak || !this.tags.isEmpty();
	}

	/**
	 * Says whether the client sent an asterisk, which asks for no certain state, but that
	 * there is an item. Updates, changes and deletes demand that anyway.
	 * @return whether it did
	 */
	public boolean isAny() {
		return this.any;
	}

	/**
	 * Demands the header: an API that calls this takes no change of a state that the
	 * client has not seen.
	 * @return this header
	 * @throws PreconditionException (428) if the request has none
	 */
	public IfMatch required() {
		if (!isPresent()) {
			throw PreconditionException.required();
		}
		return this;
	}

	/**
	 * Returns the value of the idempotence key that must be stored, for the option
	 * {@code expected} of writes.
	 * @return the value; empty if the header is absent or an asterisk
	 * @throws PreconditionException (412) if no state can have the tag, because it is
	 * weak or was never given by {@link EntityTags}; (400) if there are several tags: a
	 * write demands one value. {@link #values()} has all of them
	 */
	public Optional<Object> expected() {
		if (!isPresent() || this.any) {
			return Optional.empty();
		}
		if (this.tags.size() > 1) {
			throw PreconditionException.several();
		}
		List<Object> values = values();
		if (values.isEmpty()) {
			throw PreconditionException.neverMet();
		}
		return Optional.of(values.get(0));
	}

	/**
	 * Returns the values that the tags stand for, for a handler that reads the item and
	 * picks the one that is stored.
	 * @return the values, without those of weak tags, which match nothing, and of tags
	 * that {@link EntityTags} never gives
	 */
	public List<Object> values() {
		return this.tags.stream().<Object>mapMulti((tag, values) -> {
			Object value = TagText.value(tag);
			if (value != null) {
				values.accept(value);
			}
		}).toList();
	}

	/**
	 * Says whether an item is in a state that the client asks for, by the strong
	 * comparison that the header demands.
	 * @param entityTag the item's tag, of {@link EntityTags}; null if it has none
	 * @return whether it is; always if the header is absent or an asterisk
	 */
	public boolean matches(@Nullable String entityTag) {
		if (!isPresent() || this.any) {
			return true;
		}
		return entityTag != null && entityTag.length() > 1
				&& this.tags.contains(entityTag.substring(1, entityTag.length() - 1));
	}

	@Override
	public String toString() {
		return "IfMatch[%s]".formatted(this.any ? "*" : this.tags);
	}

}
