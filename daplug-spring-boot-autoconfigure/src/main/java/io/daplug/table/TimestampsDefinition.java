package io.daplug.table;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Which attributes hold the time an item was created and the time it was written last.
 * Every write sets them; what callers send under their names is replaced.
 *
 * @param created when the item was created; null if no attribute holds that
 * @param modified when the item was written last; null if no attribute holds that
 */
public record TimestampsDefinition(@Nullable TimestampAttribute created, @Nullable TimestampAttribute modified) {

	/**
	 * Checks that there is a timestamp, and that two are not the same attribute.
	 * @param created when the item was created
	 * @param modified when the item was written last
	 */
	public TimestampsDefinition {
		Assert.isTrue(created != null || modified != null, "One of 'created' and 'modified' must be set");
		Assert.isTrue(created == null || modified == null || !created.name().equals(modified.name()),
				"'created' and 'modified' must not be the same attribute");
	}

	/**
	 * Returns a definition whose timestamps are text.
	 * @param created the attribute that holds when the item was created
	 * @param modified the attribute that holds when the item was written last
	 * @return the definition
	 */
	public static TimestampsDefinition of(String created, String modified) {
		return of(created, modified, TimestampForm.TEXT);
	}

	/**
	 * Returns a definition whose timestamps have one form.
	 * @param created the attribute that holds when the item was created
	 * @param modified the attribute that holds when the item was written last
	 * @param form how both are stored
	 * @return the definition
	 */
	public static TimestampsDefinition of(String created, String modified, TimestampForm form) {
		return new TimestampsDefinition(new TimestampAttribute(created, form), new TimestampAttribute(modified, form));
	}

	/**
	 * Returns the names of the attributes.
	 * @return one name or two
	 */
	public List<String> attributes() {
		return Stream.of(this.created, this.modified).filter(Objects::nonNull).map(TimestampAttribute::name).toList();
	}

}
