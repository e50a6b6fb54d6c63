package io.daplug.table;

import org.springframework.util.Assert;

/**
 * An attribute in which Daplug stores a point in time.
 *
 * @param name the attribute's name
 * @param form how the point in time is stored
 */
public record TimestampAttribute(String name, TimestampForm form) {

	/**
	 * Checks that there is a name and a form.
	 * @param name the attribute's name
	 * @param form how the point in time is stored
	 */
	public TimestampAttribute {
		Assert.hasText(name, "'name' of a timestamp must not be empty");
		Assert.notNull(form, "'form' must not be null");
	}

}
