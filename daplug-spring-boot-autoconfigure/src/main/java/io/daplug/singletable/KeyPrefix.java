package io.daplug.singletable;

import org.springframework.util.Assert;

/**
 * The prefix that keys of one attribute of one type have, or would have if it were not
 * switched off.
 *
 * @param type the name of the type
 * @param attribute the attribute, the first one of keys that are composed of several
 * @param prefix the prefix, without separator
 */
public record KeyPrefix(String type, String attribute, String prefix) {

	/**
	 * Checks the parts.
	 * @param type the name of the type
	 * @param attribute the attribute
	 * @param prefix the prefix
	 */
	public KeyPrefix {
		Assert.hasText(type, "'type' of a prefix must not be empty");
		Assert.hasText(attribute, "'attribute' of a prefix must not be empty");
		Assert.notNull(prefix, "'prefix' must not be null");
	}

}
